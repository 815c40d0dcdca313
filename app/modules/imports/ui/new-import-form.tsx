import { Alert, Anchor, Button, Fieldset, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { Form, useNavigation } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { COORDINATE_SYSTEMS } from "../domain/coordinate-system";
import { hasCoordinates, isSubjectKey, type SubjectKey } from "../domain/import-batch";
import { FileDrop } from "./file-drop";
import classes from "./new-import-form.module.css";

interface Props {
  readonly subject: SubjectKey;
  /** what is theirs to bring in */
  readonly subjects: readonly SubjectKey[];
  /** only the rows of their own part of the city are written */
  readonly isPart: boolean;
  readonly most: number;
  readonly city: string;
  readonly refusal: string | null;
  /** what was filled in when it was refused */
  readonly said: { readonly subject: string; readonly source: string; readonly system: string } | null;
}

/** What, from whom, in which coordinates, and the file itself. */
export function NewImportForm({ subject, subjects, isPart, most, city, refusal, said }: Props) {
  const { t } = useTranslation("imports");
  const [chosen, choose] = useState<string>(said?.subject ?? subject);
  const isSending = useNavigation().state === "submitting";
  return (
    <Form method="post" encType="multipart/form-data" action={`/plan/import?index&city=${city}`}>
      <Fieldset legend={t("new")} radius="md">
        <Stack gap="md">
          {refusal && (
            <Alert color="red" role="alert">
              {t(`refusal.${refusal}`, { most, defaultValue: refusal })}
            </Alert>
          )}
          {isPart && subjects.includes("facilities") && (
            <Text size="sm" role="note">
              {t("what.part")}
            </Text>
          )}
          <Group grow align="flex-start" preventGrowOverflow={false}>
            <NativeSelect
              name="subject"
              label={t("subject.label")}
              defaultValue={said?.subject ?? subject}
              onChange={({ currentTarget }) => choose(currentTarget.value)}
              data={subjects.map((key) => ({ value: key, label: t(`subject.${key}`) }))}
              miw={220}
            />
            <TextInput
              name="source"
              defaultValue={said?.source}
              label={t("source")}
              description={t("sourceWhat")}
              inputWrapperOrder={["label", "input", "description"]}
              required
              maxLength={80}
              miw={220}
            />
            <NativeSelect
              name="system"
              defaultValue={said?.system}
              label={t("system")}
              description={t("systemWhat")}
              inputWrapperOrder={["label", "input", "description"]}
              data={[...COORDINATE_SYSTEMS]}
              miw={220}
              className={isSubjectKey(chosen) && !hasCoordinates(chosen) ? classes.unasked : undefined}
            />
          </Group>
          {(chosen === "walks" ||
            chosen === "barriers" ||
            chosen === "landmarks" ||
            chosen === "grades" ||
            chosen === "inspections" ||
            chosen === "premises" ||
            chosen === "residents" ||
            chosen === "comparison") && (
            <Text size="sm" role="note">
              {t(`what.${chosen}`)}
            </Text>
          )}
          <FileDrop
            name="file"
            label={t("file")}
            description={t("fileWhat", { most })}
            accept=".csv,.txt,.tsv,.xlsx,.xls,.json,.geojson"
          />
          <Group justify="space-between">
            <Text size="sm">
              {t("template")}{" "}
              {subjects.map((key) => (
                <Anchor key={key} href={`/plan/import/template/${key}?city=${city}`} mr="sm">
                  {t(`subject.${key}`)}
                </Anchor>
              ))}
            </Text>
            <Button type="submit" loading={isSending}>
              {t("upload")}
            </Button>
          </Group>
        </Stack>
      </Fieldset>
    </Form>
  );
}
