import { Alert, Anchor, Button, List, Radio, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { Form, useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AreaEntry, areaText } from "~/ui/forms/area-entry";
import { dialLink } from "~/ui/layout/dial-link";
import { DutyNow, type DutyShown } from "./duty-now";
import { LONGEST, URGENCIES, type AskProblems, type FamilyAsk } from "../domain/family-request";
import { placeOnly } from "../domain/place-only";

type Area = Parameters<typeof areaText>[0];

interface LookInFormProps {
  readonly stamp: string;
  /** the number of the city's duty; null = none is said */
  readonly phone: string | null;
  readonly answer: {
    readonly refusal:
      | { readonly kind: "incomplete"; readonly problems: AskProblems }
      | { readonly kind: "once-more"; readonly stamp: string }
      | { readonly kind: "try-later"; readonly seconds: number }
      | null;
    readonly typed: FamilyAsk | null;
    /** who is on duty where the words meant one place */
    readonly duty: DutyShown | null;
    readonly choices: readonly Area[];
  } | null;
}

/** Red on pink is hard to read at this size. */
const DARK_TITLE = { title: { color: "var(--mantine-color-text)" } };
const FIELDS = ["urgency", "about", "area", "name", "phone"] as const;

/** Who asks, about whom, where and how urgent; what was typed stays when something is missing. */
export function LookInForm({ stamp, phone, answer }: LookInFormProps) {
  const { t, i18n } = useTranslation("work-orders");
  const refusal = answer?.refusal ?? null;
  const problems: AskProblems = refusal?.kind === "incomplete" ? refusal.problems : {};
  const wrong = (field: (typeof FIELDS)[number]) => (problems[field] ? t(`lookIn.problem.${problems[field]}`) : undefined);
  const typed = (field: keyof FamilyAsk) => answer?.typed?.[field] ?? "";
  const choices = answer?.choices ?? [];
  const onDuty = useFetcher<{ duty: DutyShown | null }>();
  const askForDuty = (area: string) => {
    const place = placeOnly(area);
    if (place !== "") onDuty.load(`/my/look-in/areas?duty&q=${encodeURIComponent(place)}`);
  };
  const duty = onDuty.data ? onDuty.data.duty : (answer?.duty ?? null);
  return (
    <Form method="post" noValidate>
      <Stack gap="md">
        {refusal && (
          <Alert color="red" role="alert" title={t(`lookIn.refused.${refusal.kind}`)} styles={DARK_TITLE}>
            {refusal.kind === "try-later" && (
              <Text>
                {t("lookIn.refused.later", { minutes: Math.ceil(refusal.seconds / 60) })} {phone && t("lookIn.ring", { phone })}
              </Text>
            )}
            {refusal.kind === "once-more" && <Text>{t("lookIn.refused.onceMore")}</Text>}
            {refusal.kind === "incomplete" && (
              <List>
                {FIELDS.filter((field) => problems[field]).map((field) => (
                  <List.Item key={field}>
                    <Anchor href={`#${field}`}>{wrong(field)}</Anchor>
                  </List.Item>
                ))}
              </List>
            )}
          </Alert>
        )}
        <input type="hidden" name="stamp" value={refusal?.kind === "once-more" ? refusal.stamp : stamp} />
        <Radio.Group
          id="urgency"
          name="urgency"
          label={t("lookIn.urgency")}
          defaultValue={typed("urgency")}
          error={wrong("urgency")}
          errorProps={{ mt: "sm" }}
          withAsterisk
        >
          <Stack gap="sm" mt="xs">
            {URGENCIES.map((urgency) => (
              <Radio
                key={urgency}
                value={urgency}
                label={t(`lookIn.urgencies.${urgency}`)}
                description={t(`lookIn.clock.${urgency}`)}
                size="md"
              />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          id="about"
          name="about"
          label={t("lookIn.about")}
          description={t("lookIn.aboutWhat")}
          defaultValue={typed("about")}
          error={wrong("about")}
          maxLength={LONGEST.about}
          rows={5}
          required
        />
        {choices.length > 0 && (
          <Radio.Group name="areaCode" label={t("lookIn.choose")}>
            <Stack gap="xs" mt="xs">
              {choices.map((area) => (
                <Radio key={area.code} value={area.code} label={areaText(area, i18n.language)} size="md" />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <AreaEntry
          id="area"
          name="area"
          from="/my/look-in/areas"
          asking={placeOnly}
          onBlur={(event) => askForDuty(event.currentTarget.value)}
          onOptionSubmit={askForDuty}
          label={t("lookIn.area")}
          description={t("lookIn.areaWhat")}
          defaultValue={typed("area")}
          error={wrong("area")}
          maxLength={LONGEST.area}
          required
        />
        {duty && <DutyNow duty={duty} />}
        <TextInput
          id="name"
          name="name"
          label={t("lookIn.name")}
          defaultValue={typed("name")}
          error={wrong("name")}
          maxLength={LONGEST.name}
          autoComplete="name"
          required
        />
        <TextInput
          id="phone"
          name="phone"
          type="tel"
          label={t("lookIn.phone")}
          description={t("lookIn.phoneWhat")}
          defaultValue={typed("phone")}
          error={wrong("phone")}
          maxLength={LONGEST.phone}
          autoComplete="tel"
          required
        />
        <div style={{ position: "absolute", left: "-9999px" }} aria-hidden="true">
          <label>
            {t("lookIn.leaveEmpty")}
            <input name="website" tabIndex={-1} autoComplete="off" />
          </label>
        </div>
        <Text size="sm">{t("lookIn.kept")}</Text>
        <Button type="submit" size="md">
          {t("lookIn.send")}
        </Button>
        {phone && (
          <Text>
            {t("lookIn.orRing")} <Anchor href={dialLink(phone)}>{phone}</Anchor>
          </Text>
        )}
      </Stack>
    </Form>
  );
}
