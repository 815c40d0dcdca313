import { Button, Group, List, Text, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { AreaEntry } from "~/ui/forms/area-entry";
import { RefusalText } from "~/ui/forms/refusal-text";

interface DutyPhoneFormProps {
  readonly phones: readonly { readonly areaCode: string; readonly phone: string; readonly email: string | null }[];
  readonly areas: Readonly<Record<string, string>>;
  readonly answer: { readonly refusal: string; readonly area: string; readonly phone: string; readonly email: string } | null;
}

/** 值班电话: the office's number that families are shown, by area; the nearest one holds. */
export function DutyPhoneForm({ phones, areas, answer }: DutyPhoneFormProps) {
  const { t } = useTranslation("work-orders");
  return (
    <details open={answer !== null}>
      <summary>{t("phone.title")}</summary>
      <Text size="sm" c="dimmed" my="xs">
        {t("phone.what")}
      </Text>
      {phones.length > 0 && (
        <List size="sm" mb="xs">
          {phones.map(({ areaCode, phone, email }) => (
            <List.Item key={areaCode}>
              {areas[areaCode] ?? areaCode}：{phone}
              {email && ` · ${email}`}
            </List.Item>
          ))}
        </List>
      )}
      <Form method="post">
        <input type="hidden" name="intent" value="phone" />
        <Group align="flex-end" gap="sm">
          <AreaEntry name="area" label={t("phone.area")} defaultValue={answer?.area ?? ""} maxLength={120} w="18rem" required />
          <TextInput
            name="phone"
            type="tel"
            label={t("phone.number")}
            description={t("phone.empty")}
            defaultValue={answer?.phone ?? ""}
            maxLength={26}
            inputWrapperOrder={["label", "input", "description", "error"]}
          />
          <TextInput
            name="email"
            type="email"
            label={t("phone.email")}
            description={t("phone.emailWhat")}
            defaultValue={answer?.email ?? ""}
            maxLength={185}
            inputWrapperOrder={["label", "input", "description", "error"]}
          />
          <Button type="submit" variant="default">
            {t("phone.save")}
          </Button>
        </Group>
        <RefusalText>{answer && t(`phone.refusal.${answer.refusal}`)}</RefusalText>
      </Form>
    </details>
  );
}
