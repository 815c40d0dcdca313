import { Alert, Anchor, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { dialLink } from "~/ui/layout/dial-link";

const NUMBERS = ["120", "110", "119"] as const;

/** Before all else, and big: whom to ring when somebody may be dying. Nobody reads a form at once. */
export function DangerFirst({ isMeant = false }: { readonly isMeant?: boolean }) {
  const { t } = useTranslation("work-orders");
  return (
    <Alert
      color="red"
      variant="outline"
      title={t(isMeant ? "danger.now" : "danger.title")}
      styles={{ title: { fontSize: "1.25rem" } }}
    >
      <Group gap="md" my="xs">
        {NUMBERS.map((number) => (
          <Anchor
            key={number}
            href={dialLink(number)}
            fw={700}
            style={{ minHeight: 48, display: "inline-flex", alignItems: "center" }}
          >
            <Text span fz="2rem" fw={700} mr={6}>
              {number}
            </Text>
            {t(`danger.${number}`)}
          </Anchor>
        ))}
      </Group>
      <Text>{t("danger.what")}</Text>
    </Alert>
  );
}
