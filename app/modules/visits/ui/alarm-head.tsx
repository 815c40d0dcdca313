import { Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { dangerSaid } from "./danger-now";
import { LiveWatch } from "./live-watch";
import { RunningClock } from "./running-clock";

interface AlarmHeadProps {
  readonly alarm: {
    readonly source: { readonly kind: string };
    readonly signs: readonly string[];
    readonly why: string | null;
    readonly beganAt: Date;
    readonly nextAt: Date | null;
    readonly acceptedBy: string | null;
    readonly settledAt: Date | null;
    readonly settledBy: string | null;
    readonly settledHow: string | null;
  };
  readonly isDanger: boolean;
  readonly daysLate: number | null;
  readonly name: string;
  /** area and cell */
  readonly where: string;
  readonly people: Readonly<Record<string, string>>;
  readonly at: string;
  readonly city: { readonly code: string; readonly timeZone: string };
}

/** What stands for a name, where none is known or told. */
export const namelessWord = (kind: string): string =>
  ({ "family-request": "watch.someFamily", "refused-record": "watch.someRecord" })[kind] ?? "watch.unknown";

/** What rings, for whom, how long, and who has it in hand; or how it ended. */
export function AlarmHead({ alarm, isDanger, daysLate, name, where, people, at, city }: AlarmHeadProps) {
  const { t, i18n } = useTranslation(["visits", "care"]);
  const { source, signs, why, acceptedBy, settledAt, settledBy, settledHow } = alarm;
  const isOrder = source.kind === "work-order";
  const kind = t(why ? `watch.why.${why}` : `watch.kind.${source.kind}`);
  const [beganAt, nextAt] = [alarm.beganAt.toISOString(), alarm.nextAt?.toISOString() ?? null];
  return (
    <div>
      <Title order={1} size="h2">
        {t("watch.oneHeading", { kind: isDanger ? dangerSaid(t, signs, i18n.language) : kind, name })}
      </Title>
      <Text c="dimmed">{[isDanger && kind, where].filter(Boolean).join(" · ")}</Text>
      {settledAt === null ? (
        <>
          {daysLate !== null && <Text fw={650}>{t("watch.foundDaysAgo", { days: daysLate })}</Text>}
          <Text>
            <RunningClock at={at} since={beganAt} until={nextAt} isOrder={isOrder} />
          </Text>
          {acceptedBy && (
            <Text fw={650}>
              {t(source.kind === "visit" ? "watch.accepted" : "watch.acceptedNotActed", {
                who: people[acceptedBy] ?? t("watch.somebody"),
              })}
            </Text>
          )}
          <LiveWatch cityCode={city.code} at={at} timeZone={city.timeZone} />
        </>
      ) : (
        <Text fw={650}>
          {t("watch.settled", { how: t(`watch.how.${settledHow}`), who: people[settledBy ?? ""] ?? t("watch.timer") })}
        </Text>
      )}
    </div>
  );
}
