import { Anchor, Container, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { may, startsOwnCity } from "~/modules/accounts/domain/may";
import type { Permission } from "~/modules/accounts/domain/permission";
import { currentActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areasNamed } from "~/modules/catalog/use-cases/areas-named.server";
import { CityFigures } from "~/modules/coverage/ui/city-figures";
import { StartTrail } from "~/modules/coverage/ui/start-trail";
import { cityAtAGlance } from "~/modules/coverage/use-cases/city-at-a-glance.server";
import { currentCity } from "~/modules/places/use-cases/current-city.server";
import { demoTrail } from "~/modules/siting/use-cases/demo-siting.server";
import { languageOf } from "~/platform/language.server";
import { cityName } from "~/ui/layout/city-name";
import { Door } from "~/ui/layout/door";
import { HomeSearch } from "~/ui/layout/home-search";

const MOST_FOUND = 10;

export async function loader({ request }: LoaderFunctionArgs) {
  const [actor, city, language] = await Promise.all([currentActor(request), currentCity(request), languageOf(request)]);
  const mayOrMightSoon = (permission: Permission) => actor === null || may(actor, permission);
  const doors = {
    ...{ forVisitors: actor === null, ownCity: startsOwnCity(actor) },
    ...{ care: mayOrMightSoon("propose:residents") || mayOrMightSoon("read:residents"), month: mayOrMightSoon("read:visits") },
    // Whoever goes from door to door, or might, comes to the phone's list; whoever looks after them to the desk's.
    careTo: actor && may(actor, "read:visits") ? "/visits" : "/care",
  };
  if (!city) return { doors, name: null, isDemo: false, found: null, glance: null, siting: null };
  const words = (new URL(request.url).searchParams.get("q") ?? "").trim().slice(0, 60);
  const [areas, glance, siting] = await Promise.all([
    words ? areasNamed(city.code, words, MOST_FOUND + 1) : Promise.resolve([]),
    cityAtAGlance(city, request.signal),
    city.isDemo ? demoTrail(city.code) : null,
  ]);
  const found = words ? { words, areas: areas.slice(0, MOST_FOUND), isCut: areas.length > MOST_FOUND } : null;
  return { doors, name: cityName(city, language), isDemo: city.isDemo, found, glance, siting };
}

export default function Home() {
  const { doors, name, isDemo, found, glance, siting } = useLoaderData<typeof loader>();
  const { t } = useTranslation("layout");
  const afterSignIn = doors.forVisitors ? t("home.afterSignIn") : null;
  return (
    <Container component="main" size="md" py={{ base: "lg", sm: 56 }}>
      <Stack gap={40}>
        <Stack gap="md">
          <Title order={1}>{t("home.title")}</Title>
          <Text size="lg" c="dimmed">
            {t("home.lead")}
          </Text>
          {name && <HomeSearch found={found} isVisitor={doors.forVisitors} />}
        </Stack>
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <Door to="/find" title={t("home.doorFind")} what={t("home.doorFindWhat")} />
          <Door to="/plan" title={t("home.doorPlan")} what={t("home.doorPlanWhat")} />
          {doors.care && <Door to={doors.careTo} title={t("home.doorCare")} what={t("home.doorCareWhat")} note={afterSignIn} />}
          {doors.ownCity && !(isDemo && glance) && (
            <Door to="/plan/city" title={t("home.doorOwn")} what={t("home.doorOwnWhat")} note={afterSignIn} />
          )}
        </SimpleGrid>
        {name && doors.forVisitors && (
          <Text>
            {t("home.family")}{" "}
            <Anchor component={Link} to="/my/look-in">
              {t("home.familyAsk")}
            </Anchor>
          </Text>
        )}
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
        {isDemo && glance && siting && (
          <StartTrail
            siting={siting}
            beyond={glance.reachingMeals?.beyond ?? null}
            question={glance.question}
            offersMonth={doors.month}
            offersOwnCity={doors.ownCity}
            isVisitor={doors.forVisitors}
          />
        )}
      </Stack>
    </Container>
  );
}
