import { Anchor, Badge, Group, List, Stack, Text, Title, UnstyledButton } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { hasOwnCost, isExtension } from "../domain/extending";
import type { ChosenSite, SitingResult } from "../domain/siting-result";
import type { PremisesFacts } from "../domain/one-page";
import { isCovering } from "../domain/siting-question";
import { roomWords } from "./extend-words";
import { alternativeWords, insteadWords } from "./instead-words";
import { levelWords } from "./level-words";
import type { PageUnits } from "./page-units";
import { conditionWords } from "./where-words";
import classes from "./question.module.css";

interface ResultSitesProps {
  readonly result: SitingResult;
  readonly units: PageUnits;
  readonly scenarioId: string;
  readonly runId: string;
  readonly mayPlan: boolean;
  readonly selectedId: string | null;
  readonly onShow: (id: string) => void;
  /** what the list of premises says of those that stand in it, for whoever may read it */
  readonly premises: Readonly<Record<string, PremisesFacts>>;
}

/** The new ones in their order, each with whom it brings, what it costs and what would be lost without it. */
export function ResultSites({ result, units, scenarioId, runId, mayPlan, selectedId, onShow, premises }: ResultSitesProps) {
  const { t } = useTranslation("siting");
  const { chosen } = result;
  return (
    <Stack component="section" gap="sm" aria-labelledby="sites-title">
      <Title order={2} size="h3" id="sites-title">
        {t("result.sites")}
      </Title>
      {chosen.length === 0 && !result.fewer && <Text>{t("result.none")}</Text>}
      <ol style={{ listStyle: "none", margin: 0, padding: 0, display: "grid", gap: "0.6rem" }}>
        {chosen.map((site, at) => (
          <li key={site.id} id={site.id} className={`surface ${classes.site}`} data-pointed={site.id === selectedId}>
            <Group gap="xs" align="baseline" wrap="nowrap">
              <Text fw={700} component="span">
                {at + 1}
              </Text>
              <UnstyledButton onClick={() => onShow(site.id)} style={{ minHeight: 28 }}>
                <Text fw={650} component="span" td="underline">
                  {units.name(site)}
                </Text>
              </UnstyledButton>
              <Text size="sm" c="dimmed" component="span">
                {[
                  levelWords(site.level, result.parts, units),
                  units.area(site.district),
                  ...(premises[site.id] ? conditionWords(premises[site.id]!, units) : []),
                  site.year === null ? "" : t("result.row.year", { year: site.year }),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </Text>
            </Group>
            <Reasons site={site} units={units} question={result.question} />
            {mayPlan && <Steps {...{ site, result, scenarioId, runId }} />}
          </li>
        ))}
      </ol>
    </Stack>
  );
}

interface ReasonsProps {
  readonly site: ChosenSite;
  readonly units: PageUnits;
  readonly question: SitingResult["question"];
}

function Reasons({ site, units, question }: ReasonsProps) {
  const { t } = useTranslation("siting");
  // It was to be among them: nothing else could stand in its place.
  const isWanted = question.must.includes(site.id);
  const instead = site.nextBest
    ? insteadWords(site.nextBest, question.aim === "twice", units)
    : isCovering(question)
      ? t("page.reason.notSought")
      : site.alternatives
        ? ""
        : t("page.reason.notLooked");
  const { count, money, area } = units;
  const names = site.topCommunities
    .slice(0, 3)
    .map((each) => t("result.row.place", { name: area(each), people: count(each.people) }))
    .join(t("page.and"));
  const isMore = site.communities > Math.min(3, site.topCommunities.length);
  const only = site.people - site.alsoReached;
  const isRoomed = (site.within ?? null) !== null;
  const asGood = alternativeWords({ alternatives: site.alternatives ?? null }, units, 5);
  const costs = [
    site.buildCost === null ? "" : t("result.row.cost", { cost: money(site.buildCost) }),
    site.yearlyCost === null ? "" : t("result.row.yearly", { cost: money(site.yearlyCost) }),
    site.costPerPerson === null ? "" : t("result.row.perPerson", { cost: money(site.costPerPerson) }),
    site.served === null || isExtension(site) ? "" : t("result.row.served", { people: count(site.served) }),
    isRoomed && !isExtension(site) ? t("page.sites.within", { people: count(site.within!) }) : "",
    isRoomed ? roomWords({ capacity: site.capacity, licensed: site.licensed ?? null }, units) : "",
  ].filter(Boolean);
  return (
    <>
      <Text fw={600}>
        {site.people > 0 || site.level
          ? t(isRoomed ? "result.row.gainsRoom" : "result.row.gains", { people: count(site.people) })
          : t("result.row.existing")}
        {(site.upperPeople ?? null) !== null && t("result.row.gainsUpper", { people: count(site.upperPeople!) })}
        {costs.length > 0 && (
          <Text span c="dimmed" fw={400} size="sm">
            {` · ${costs.join(" · ")}`}
            {hasOwnCost(site) || (site.buildCost === null && site.yearlyCost === null) ? "" : t("result.row.usual")}
          </Text>
        )}
      </Text>
      <List size="sm" spacing={2} mt={4}>
        {names && (
          <List.Item>{t(isMore ? "result.row.fromMore" : "result.row.from", { names, count: site.communities })}</List.Item>
        )}
        {only > 0 && site.alsoReached > 0 && <List.Item>{t("result.row.only", { people: count(only) })}</List.Item>}
        {site.alsoReached > 0 && <List.Item>{t("result.row.also", { people: count(site.alsoReached) })}</List.Item>}
        {instead && !isWanted && <List.Item>{instead}</List.Item>}
        {asGood && <List.Item>{asGood}</List.Item>}
      </List>
    </>
  );
}

/** The question once more with this one chosen for good, or left out: the address names the answer, which has the rest. */
function Steps({
  site,
  result,
  scenarioId,
  runId,
}: {
  readonly site: ChosenSite;
  readonly result: SitingResult;
  readonly scenarioId: string;
  readonly runId: string;
}) {
  const { t } = useTranslation("siting");
  const { question, city } = result;
  const to = (step: "must" | "never") =>
    `/plan/siting?${new URLSearchParams({ city: city.code, of: scenarioId, run: runId, [step]: site.id }).toString()}`;
  const isMust = question.must.includes(site.id);
  return (
    <Group gap="md" mt={6}>
      {isMust ? (
        <Badge variant="light" tt="none">
          {t("result.row.must")}
        </Badge>
      ) : (
        <Anchor component={Link} size="sm" to={to("must")}>
          {t("result.row.must")}
        </Anchor>
      )}
      <Anchor component={Link} size="sm" to={to("never")}>
        {t("result.row.never")}
      </Anchor>
    </Group>
  );
}
