import { Alert, Button, Group, List, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface FormFilledProps {
  readonly filled: {
    readonly values: readonly (readonly [string, string | number])[];
    readonly withoutLine: readonly string[];
    readonly otherLines: readonly string[];
    readonly keptFormulas: readonly string[];
  };
  readonly download: string;
}

/** What would be filled this month, what finds no line, and the file. */
export function FormFilled({ filled, download }: FormFilledProps) {
  const { t } = useTranslation("visits");
  const told = (["withoutLine", "otherLines", "keptFormulas"] as const).filter((key) => filled[key].length > 0);
  return (
    <Stack gap="xs">
      {told.length > 0 && (
        <Alert color={filled.withoutLine.length > 0 ? "yellow" : "gray"} variant="light" role="status">
          <List size="sm">
            {told.map((key) => (
              <List.Item key={key}>{t(`monthForm.${key}`, { units: filled[key].join(t("list")) })}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      <Group>
        <Button component="a" href={download}>
          {t("monthForm.fill")}
        </Button>
        <Text size="sm" c="dimmed">
          {t("monthForm.fillWhat", { count: filled.values.length })}
        </Text>
      </Group>
    </Stack>
  );
}
