import { Alert, Anchor, Button, Container, Group, Stack, Text, Title } from "@mantine/core";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { may } from "~/modules/accounts/domain/may";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { askedBy, type ReachedState } from "~/modules/visits/domain/campaign-result";
import { CampaignFigures, CampaignPeople } from "~/modules/visits/ui/campaign-result";
import { NextPage } from "~/modules/visits/ui/next-page";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import { campaignInView } from "~/modules/visits/use-cases/campaign-in-view.server";

export const handle = { title: "visits:reached.title" };
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** What is left to do comes first; who was reached is one tap away. */
const SHOWN: Readonly<Record<string, readonly ReachedState[]>> = {
  not: ["tried", "notTried"],
  reached: ["reached", "late"],
  absent: ["absent"],
};

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:visits");
  const city = await requireCity(request);
  const said = addressSaid(request);
  const shown = Object.keys(SHOWN).find((key) => key === said.get("show")) ?? "not";
  const [areaCode = "", last = ""] = (said.get("after") ?? "").split("_");
  const after = /^\d{4,12}$/.test(areaCode) && ID.test(last) ? { areaCode, id: last } : null;
  const id = params["id"] ?? "";
  const found = ID.test(id) ? await campaignInView(actor, city, id, SHOWN[shown]!, after) : null;
  if (!found) throw Response.json({ kind: "no-such-campaign" }, { status: 404 });
  return {
    ...{ ...found, shown, city, grants: actor.grants, mayLog: may(actor, "write:visits") },
    names: await areaNames([found.campaign.areaCode, ...found.rows.map((row) => row.areaCode)]),
  };
}

/** Who was reached by a campaign's hour, and who was not. */
export default function VisitsCampaign() {
  const { campaign, isOver, counts, rows, people, next, shown, names, city, grants, mayLog } = useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation("visits");
  const named = Object.fromEntries(
    Object.entries(names).map(([code, { name, nameEn }]) => [code, i18n.language === "en" ? nameEn : name]),
  );
  const time = new Intl.DateTimeFormat(i18n.language === "en" ? "en" : "zh-CN", {
    ...{ dateStyle: "short", timeStyle: "short", timeZone: city.timeZone },
  });
  const at = (date: string | Date) => time.format(new Date(date));
  const here = `/visits/modes/${campaign.id}?city=${city.code}`;
  const missing = counts.tried + counts.notTried;
  const tone = missing === 0 ? "jade" : isOver ? "red" : "yellow";
  return (
    <Container component="main" size="xl" py="md">
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {campaign.name}
          </Title>
          <Text c="dimmed">
            {named[campaign.areaCode] ?? campaign.areaCode} ·{" "}
            {campaign.leastAge === null ? "" : `${t("reached.age", { age: campaign.leastAge })} · `}
            {campaign.categories.map((key) => `${t(`category.${key}`)} · `)}
            {t(campaign.isPhoneEnough ? "due.phoneEnough" : "due.atHome")} · {at(campaign.opensAt)} – {at(campaign.closesAt)}
          </Text>
        </div>
        <VisitPages grants={grants} />
        <Alert color={tone} variant="light" role="status">
          {t(isOver ? (missing === 0 ? "reached.allDone" : "reached.over") : "reached.running", {
            ...{ reached: counts.reached + counts.late, asked: askedBy(counts), missing },
            at: at(campaign.endedAt ?? campaign.closesAt),
          })}
        </Alert>
        <CampaignFigures counts={counts} />
        <Group gap="xs">
          {Object.keys(SHOWN).map((key) => (
            <Button
              key={key}
              component={Link}
              to={`${here}&show=${key}`}
              variant={key === shown ? "filled" : "default"}
              aria-current={key === shown ? "page" : undefined}
            >
              {t(`reached.show.${key}`)}
            </Button>
          ))}
        </Group>
        {rows.length === 0 ? (
          <Text c="dimmed">{t(`reached.none.${shown}`)}</Text>
        ) : (
          <CampaignPeople areas={named} timeZone={city.timeZone} {...{ rows, people, mayLog }} />
        )}
        {next && <NextPage query={`city=${city.code}&show=${shown}`} after={`${next.areaCode}_${next.id}`} />}
        <Anchor component={Link} to={`/visits/modes?city=${city.code}`}>
          {t("reached.back")}
        </Anchor>
      </Stack>
    </Container>
  );
}
