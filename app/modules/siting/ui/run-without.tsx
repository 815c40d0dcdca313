import { Alert, Button, Group, List, Text } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { questionFields } from "../domain/question-fields";
import { relaxedQuestion } from "../domain/relaxed-question";
import type { SitingQuestion } from "../domain/siting-question";
import type { SitingWithout } from "../domain/siting-result";
import type { RunFault } from "../domain/siting-scenario";
import type { PageUnits } from "./page-units";

interface RunImpossibleProps {
  readonly without: SitingWithout;
  readonly units: PageUnits;
  /** null = the reader may not ask */
  readonly of: { readonly id: string; readonly version: number } | null;
}

/** No choice keeps every condition: which to relax, each as a button that asks it so. */
export function RunImpossible({ without, units, of }: RunImpossibleProps) {
  const { t } = useTranslation("siting");
  const { relax, question, isOneEnough, city } = without;
  const words = relax.map((each) => relaxWords(each, t, units));
  const together = relax.reduce<SitingQuestion | null>(
    (asked, { key, needed }) => asked && (relaxedQuestion(asked, key, needed) ?? asked),
    question,
  );
  return (
    <Alert color="orange" title={t("impossible.title")} data-testid="impossible">
      <Text mb="xs">{t(isOneEnough ? "impossible.each" : "impossible.all")}</Text>
      <List spacing="sm" listStyleType="none">
        {relax.map(({ key, needed }, at) => {
          const relaxed = isOneEnough ? relaxedQuestion(question, key, needed) : null;
          return (
            <List.Item key={key}>
              <Group gap="sm">
                <Text fw={600}>{words[at]}</Text>
                {of && relaxed && <AskSo {...{ of }} cityCode={city.code} question={relaxed} label={t("impossible.do")} />}
              </Group>
            </List.Item>
          );
        })}
      </List>
      {of && !isOneEnough && together && (
        <AskSo {...{ of }} cityCode={city.code} question={together} label={t("impossible.doAll")} />
      )}
    </Alert>
  );
}

interface AskSoProps {
  readonly of: { readonly id: string; readonly version: number };
  readonly cityCode: string;
  readonly question: SitingQuestion;
  readonly label: string;
}

/** One button that asks a question whole. */
function AskSo({ of, cityCode, question, label }: AskSoProps) {
  return (
    <Form method="post" action={`/plan/siting?index&city=${cityCode}`}>
      {[...questionFields(question), ["of", of.id], ["version", String(of.version)]].map(([name, value], at) => (
        <input key={at} type="hidden" name={name} value={value} />
      ))}
      <Button type="submit" name="intent" value="again" size="sm">
        {label}
      </Button>
    </Form>
  );
}

function relaxWords(
  { key, needed, area }: SitingWithout["relax"][number],
  t: PageUnits["t"],
  { money, count, area: areaText }: PageUnits,
): string {
  const isKnown = needed !== null;
  switch (key) {
    case "sites":
      return isKnown ? t("impossible.key.sites", { needed: count(needed) }) : t("impossible.key.sitesNone");
    case "build":
      return isKnown ? t("impossible.key.build", { needed: money(needed) }) : t("impossible.key.buildNone");
    case "yearly":
      return isKnown ? t("impossible.key.yearly", { needed: money(needed) }) : t("impossible.key.yearlyNone");
    case "conflicts":
      return t("impossible.key.conflicts");
    case "capacity":
      return t("impossible.key.capacity");
    case "fixed":
      return t("impossible.key.fixed");
    case "needs":
      return t("impossible.key.needs");
    default:
      if (!key.startsWith("district ")) return t("impossible.key.other", { key });
      return area ? t("impossible.key.district", { area: areaText(area) }) : t("impossible.key.districts");
  }
}

/** No answer, and what to do about it. */
export function RunFailed({ why, mayPlan }: { readonly why: RunFault | null; readonly mayPlan: boolean }) {
  const { t } = useTranslation("siting");
  return (
    <Alert color={why === null ? "jade" : "red"} title={why === null ? t("failed.never") : t("failed.title")}>
      {why && <Text mb="sm">{t(`failed.${why}`)}</Text>}
      {mayPlan && (
        <Form method="post">
          <Button type="submit" name="intent" value="again">
            {t(why === null ? "failed.ask" : "failed.again")}
          </Button>
        </Form>
      )}
    </Alert>
  );
}
