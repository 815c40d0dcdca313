import { Checkbox, Group, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { SourceKind } from "../domain/alarm";
import { asksOneOnly, CHOSEN_RUNGS, LADDER_SHAPE } from "../domain/ladder-said";
import { LadderSection } from "./ladder-section";

interface ShownLadder {
  readonly kind: SourceKind;
  readonly version: number;
  readonly rungs: readonly {
    readonly who: string;
    readonly minutes: number;
    readonly actingMinutes: number;
    readonly source: string;
  }[];
  readonly minutes: number;
  readonly within: number | null;
}

interface LadderFormProps {
  readonly ladder: ShownLadder;
  readonly mayChange: boolean;
  readonly refusal: string | null;
}

/** One ladder as it holds, and the way to say another. */
export function LadderForm({ ladder: { kind, version, rungs, minutes, within }, mayChange, refusal }: LadderFormProps) {
  const { t } = useTranslation("work-orders");
  const shape = LADDER_SHAPE[kind];
  const shown = shape.first === "visitor" ? rungs : rungs.slice(1);
  return (
    <LadderSection
      {...{ mayChange, refusal }}
      id={`ladder-${kind}`}
      title={t(`ladders.kind.${kind}`)}
      level={2}
      hidden={{ intent: "ladder", kind, version }}
      held={
        <>
          <ol style={{ margin: "0.3rem 0", paddingInlineStart: "1.4rem" }}>
            {shown.map((rung, at) => (
              <li key={rung.who}>
                {t(`ladders.rung.${rung.who}`)}
                {at < shown.length - 1 &&
                  ` · ${t(rung.minutes === 0 ? "ladders.atOnce" : "ladders.minutesThen", { minutes: rung.minutes })}`}
              </li>
            ))}
          </ol>
          <Text size="sm" c="dimmed">
            {t(kind === "family-request" ? "ladders.shares" : within === null ? "ladders.whole" : "ladders.wholeWithin", {
              minutes,
              within,
            })}{" "}
            {version === 0 ? t("ladders.standard") : t("ladders.own", { version, reason: rungs[0]?.source ?? "" })}
          </Text>
          {asksOneOnly(rungs) && <Text fw={650}>{t("ladders.oneOnly")}</Text>}
        </>
      }
    >
      {shape.first === "visitor" && (
        <TextInput
          name="first"
          label={t("ladders.first")}
          inputMode="numeric"
          defaultValue={String(rungs[0]?.minutes ?? 0)}
          w={220}
        />
      )}
      {CHOSEN_RUNGS.filter((who) => who !== "contact" || shape.hasContact).map((who) => {
        const rung = rungs.find((one, at) => at > 0 && one.who === who);
        return (
          <Group key={who} align="end" gap="sm" role="group" aria-label={t(`ladders.rung.${who}`)}>
            <Checkbox
              name="rung"
              value={who}
              label={t(`ladders.rung.${who}`)}
              defaultChecked={rung !== undefined}
              w={220}
              pb={8}
            />
            <TextInput
              name={`minutes-${who}`}
              label={t("ladders.minutes")}
              inputMode="numeric"
              defaultValue={String(rung?.minutes || 30)}
              w={130}
            />
            <TextInput
              name={`acting-${who}`}
              label={t("ladders.acting")}
              inputMode="numeric"
              defaultValue={String(rung?.actingMinutes ?? rungs[0]?.actingMinutes ?? 60)}
              w={170}
            />
          </Group>
        );
      })}
      {shape.endsInNumber && <Text size="sm">{t("ladders.end")}</Text>}
      <Text size="sm">{t("ladders.several")}</Text>
    </LadderSection>
  );
}
