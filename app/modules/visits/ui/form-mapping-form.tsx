import { Button, Group, Radio, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { FORM_FIGURES, FORM_KINDS, FORM_WORDS, type FormMapping, type FormPart } from "../domain/month-form";

interface Props {
  /** the sheet that is looked at: its cells are meant */
  readonly sheet: string;
  readonly mapping: FormMapping;
  readonly query: string;
}

/** Which cell holds what: one address a part, suggestions filled in. */
export function FormMappingForm({ sheet, mapping, query }: Props) {
  const { t } = useTranslation("visits");
  const isSame = sheet === mapping.sheet;
  const cell = (part: FormPart) => (
    <TextInput
      key={part}
      name={`cell.${part}`}
      label={t(`formPart.${part}`)}
      defaultValue={(isSame && mapping.cells[part]) || ""}
      maxLength={12}
      size="sm"
    />
  );
  return (
    <Form method="post" action={`/visits/month/form?${query}`} className="surface" style={{ padding: "1rem" }}>
      <input type="hidden" name="sheet" value={sheet} />
      <Stack gap="md">
        <Text fw={600}>{t("monthForm.whichCells", { sheet })}</Text>
        <Radio.Group name="kind" label={t("monthForm.kind")} defaultValue={mapping.kind}>
          <Group mt="xs">
            {FORM_KINDS.map((kind) => (
              <Radio key={kind} value={kind} label={t(`monthForm.kindIs.${kind}`)} />
            ))}
          </Group>
        </Radio.Group>
        <TextInput
          name="firstName"
          label={t("monthForm.firstName")}
          description={t("monthForm.firstNameWhat")}
          defaultValue={isSame ? mapping.firstName : ""}
          maxLength={12}
          maw={320}
        />
        <div>
          <Text size="sm" c="dimmed" mb="xs">
            {t("monthForm.figuresWhat")}
          </Text>
          <SimpleGrid cols={{ base: 2, sm: 4, md: 6 }}>{FORM_FIGURES.map(cell)}</SimpleGrid>
        </div>
        <div>
          <Text size="sm" c="dimmed" mb="xs">
            {t("monthForm.wordsWhat")}
          </Text>
          <SimpleGrid cols={{ base: 2, sm: 4, md: 6 }}>{FORM_WORDS.map(cell)}</SimpleGrid>
        </div>
        <Group>
          <Button type="submit" name="intent" value="say">
            {t("monthForm.save")}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
}
