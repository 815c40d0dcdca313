import { Alert, Badge, Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { Form } from "@remix-run/react";
import type { ComponentProps } from "react";
import { useTranslation } from "react-i18next";
import type { City } from "../domain/city";
import type { CityProgress } from "../domain/city-progress";
import { CitySteps } from "./city-steps";
import { StreetStatus } from "./street-status";

interface CityCardProps {
  readonly city: City;
  readonly isCurrent: boolean;
  readonly progress: CityProgress;
  readonly streets: ComponentProps<typeof StreetStatus>["streets"];
  readonly refusal: { readonly kind: "not-permitted" | "no-such-city" | "name-differs" } | null;
}

/** One city: what comes next for it, and, behind a fold, how it is removed whole. */
export function CityCard({ city, isCurrent, progress, streets, refusal }: CityCardProps) {
  const { t, i18n } = useTranslation("places");
  const name = i18n.language === "en" ? city.nameEn : city.nameZh;
  return (
    <section className="surface" aria-label={name}>
      <Stack p="lg" gap="md">
        <Group justify="space-between">
          <Group gap="sm">
            <Title order={2} size="h3">
              {name}
            </Title>
            <Text c="dimmed">{city.code}</Text>
            {isCurrent && <Badge variant="light">{t("city.current")}</Badge>}
            {city.isDemo && <Badge variant="default">{t("city.demo")}</Badge>}
          </Group>
          {!isCurrent && (
            <Button component="a" href={`/preferences/city?code=${city.code}`} variant="default">
              {t("city.open")}
            </Button>
          )}
        </Group>
        {!city.isDemo && <CitySteps city={city} progress={progress} />}
        <StreetStatus cityCode={city.code} streets={streets} />
        <details open={refusal !== null}>
          <summary>{t(city.isDemo ? "city.removeDemo" : "city.remove")}</summary>
          <Form method="post">
            <Stack gap="sm" mt="sm">
              <Text c="dimmed">{t(city.isDemo ? "city.removeDemoWhat" : "city.removeWhat")}</Text>
              {refusal && (
                <Alert color="red" role="alert">
                  {t(`refusal.${refusal.kind}`, { name })}
                </Alert>
              )}
              <input type="hidden" name="code" value={city.code} />
              <Group align="flex-end">
                <TextInput name="name" label={t("city.typeName", { name })} autoComplete="off" required />
                <Button type="submit" name="intent" value="remove" color="red" variant="light">
                  {t("city.removeNow")}
                </Button>
              </Group>
            </Stack>
          </Form>
        </details>
      </Stack>
    </section>
  );
}
