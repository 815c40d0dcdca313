import { Button, Container, Group, SimpleGrid, Stack, Text, TextInput, Title } from "@mantine/core";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CityFigures } from "~/modules/coverage/ui/city-figures";
import { StartTrail } from "~/modules/coverage/ui/start-trail";
import { cityAtAGlance } from "~/modules/coverage/use-cases/city-at-a-glance.server";
import { currentCity } from "~/modules/places/use-cases/current-city.server";
import { languageOf } from "~/platform/language.server";
import { cityName } from "~/ui/layout/city-switch";
import { Door } from "~/ui/layout/door";

export async function loader({ request }: LoaderFunctionArgs) {
  const [city, language] = await Promise.all([currentCity(request), languageOf(request)]);
  if (!city) return { name: null, isDemo: false, glance: null };
  return { name: cityName(city, language), isDemo: city.isDemo, glance: await cityAtAGlance(city) };
}

export default function Home() {
  const { name, isDemo, glance } = useLoaderData<typeof loader>();
  const { t } = useTranslation("layout");
  return (
    <Container component="main" size="md" py={{ base: "lg", sm: 56 }}>
      <Stack gap={40}>
        <Stack gap="md">
          <Title order={1}>{t("home.title")}</Title>
          <Text size="lg" c="dimmed">
            {t("home.lead")}
          </Text>
          <Form action="/plan/facilities" role="search">
            <Group gap="xs" wrap="nowrap">
              <TextInput name="q" size="lg" style={{ flex: 1 }} placeholder={t("home.search")} aria-label={t("home.search")} />
              <Button type="submit" size="lg">
                {t("home.searchButton")}
              </Button>
            </Group>
          </Form>
        </Stack>
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <Door to="/plan" title={t("home.doorPlan")} what={t("home.doorPlanWhat")} />
          <Door to="/plan/facilities" title={t("home.doorFind")} what={t("home.doorFindWhat")} />
          <Door to="/plan/city" title={t("home.doorOwn")} what={t("home.doorOwnWhat")} />
        </SimpleGrid>
        {glance && name ? (
          <CityFigures city={name} glance={glance} />
        ) : (
          <div>
            <Title order={2} size="h4">
              {t("home.noCity")}
            </Title>
            <Text c="dimmed">{t("home.noCityWhat")}</Text>
          </div>
        )}
        {isDemo && glance && <StartTrail beyond={glance.reachingMeals?.beyond ?? null} question={glance.question} />}
      </Stack>
    </Container>
  );
}
