import { Alert, Button, Group, SimpleGrid, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** The only time they are seen: to be printed or written down. */
export function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  const { t } = useTranslation("accounts");
  return (
    <section className="surface" aria-labelledby="recovery">
      <div style={{ padding: "1rem" }}>
        <Text fw={600} id="recovery">
          {t("account.recovery.title")}
        </Text>
        <Text size="sm" c="dimmed" mb="sm">
          {t("account.recovery.what")}
        </Text>
        <SimpleGrid component="ol" cols={{ base: 1, xs: 2 }} spacing={4} p={0} m={0} style={{ listStyle: "none" }}>
          {codes.map((code) => (
            <Text component="li" key={code} ff="monospace" size="lg" data-recovery-code>
              {code}
            </Text>
          ))}
        </SimpleGrid>
        <Alert color="orange" mt="md">
          {t("account.recovery.once")}
        </Alert>
        <Group mt="sm" className="no-print">
          <Button variant="default" onClick={() => window.print()}>
            {t("account.recovery.print")}
          </Button>
        </Group>
      </div>
    </section>
  );
}
