import { Button, NativeSelect, Stack, TextInput, Title } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LINES } from "~/shared/line";
import { AreaEntry } from "~/ui/forms/area-entry";
import { areaWords, type AreaNames } from "./govern-words";
import { RefusalAlert, type RefusalShown } from "./refusal-alert";

interface CorrectPersonFormProps {
  readonly person: { readonly name: string; readonly line: string; readonly areaCode: string; readonly version: number };
  readonly names: AreaNames;
  readonly typed: Readonly<Record<"name" | "line" | "area", string>> | null;
  readonly refusal: RefusalShown | null;
}

/** What is on record of somebody, to be put right: it opens where it was refused. */
export function CorrectPersonForm({ person, names, typed, refusal }: CorrectPersonFormProps) {
  const { t, i18n } = useTranslation("accounts");
  const { name, line, areaCode, version } = person;
  const area = areaCode && `${areaWords(areaCode, names, i18n.language, t)} · ${areaCode}`;
  return (
    <section className="surface" aria-labelledby="correct">
      <Stack p="md" gap="sm">
        <Title order={2} size="h4" id="correct">
          {t("correct.title")}
        </Title>
        <details open={refusal !== null}>
          <summary>{t("correct.open")}</summary>
          <Form method="post" noValidate key={version}>
            <Stack gap="sm" mt="sm" maw={420}>
              <RefusalAlert refusal={refusal} />
              <input type="hidden" name="intent" value="correct" />
              <input type="hidden" name="version" value={version} />
              <TextInput name="name" label={t("register.name")} defaultValue={typed?.name ?? name} required autoComplete="off" />
              <NativeSelect
                name="line"
                label={t("register.line")}
                defaultValue={typed?.line ?? line}
                data={["", ...LINES].map((one) => ({ value: one, label: t(`line.${one || "none"}`) }))}
              />
              <AreaEntry
                name="area"
                label={t("register.area")}
                description={t("register.areaWhat")}
                defaultValue={typed?.area ?? area}
              />
              <Button type="submit" style={{ alignSelf: "start" }}>
                {t("correct.submit")}
              </Button>
            </Stack>
          </Form>
        </details>
      </Stack>
    </section>
  );
}
