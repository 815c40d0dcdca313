import { Button, PasswordInput, SimpleGrid, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "back", "0"] as const;
const DIGITS = 6;

interface PinPadProps {
  readonly label: string;
  readonly description?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isNew?: boolean;
}

/** Six digits by thumb: keys of the page's own, large enough for gloves and sun, or the keyboard where there is one. */
export function PinPad({ label, description, value, onChange, isNew = false }: PinPadProps) {
  const { t } = useTranslation("accounts");
  const press = (key: (typeof KEYS)[number]) => onChange(key === "back" ? value.slice(0, -1) : (value + key).slice(0, DIGITS));
  return (
    <Stack gap="xs">
      <PasswordInput
        name="pin"
        size="xl"
        label={label}
        description={description}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value.replace(/\D/g, "").slice(0, DIGITS))}
        inputMode="none"
        autoComplete={isNew ? "new-password" : "off"}
        maxLength={DIGITS}
        required
      />
      <SimpleGrid cols={3} spacing="xs" aria-hidden={false} role="group" aria-label={t("field.keys")}>
        {KEYS.map((key) => (
          <Button
            key={key}
            variant="default"
            h={64}
            fz="xl"
            onClick={() => press(key)}
            aria-label={key === "back" ? t("field.back") : key}
          >
            {key === "back" ? "⌫" : key}
          </Button>
        ))}
      </SimpleGrid>
    </Stack>
  );
}
