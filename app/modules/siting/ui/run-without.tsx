import { Alert, Button, Group, List, Text } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { isNotInTime, isWithoutReason } from "../domain/found-nothing";
import { LEAST, relaxedQuestion, sideOf } from "../domain/relaxed-question";
import { moreTime, type SitingQuestion } from "../domain/siting-question";
import type { SitingWithout } from "../domain/siting-result";
import type { RunFault } from "../domain/siting-scenario";
import { AskSo, type AskSoProps } from "./ask-so";
import type { PageUnits } from "./page-units";
import { relaxWords } from "./relax-words";

interface RunImpossibleProps {
  readonly without: SitingWithout;
  readonly units: PageUnits;
  /** null = the reader may not ask */
  readonly of: AskSoProps["of"] | null;
}

/** No choice keeps every condition: which to relax, each as a button that asks it so. */
export function RunImpossible({ without, units, of }: RunImpossibleProps) {
  const { t } = useTranslation("siting");
  const { relax, question, isOneEnough, city } = without;
  if (isNotInTime(relax)) return <NotInTime {...{ question, of }} cityCode={city.code} />;
  if (isWithoutReason(relax)) return <NotInTime {...{ question, of }} cityCode={city.code} isImpossible />;
  const together = relaxedQuestion(question, ...relax);
  const { least } = question.perDistrict;
  const isLeastTold = relax.some((each) => sideOf(each, question) === "least");
  const withoutLeast = least !== null && !isLeastTold ? relaxedQuestion(question, { key: LEAST, needed: null }) : null;
  return (
    <Alert color="orange" title={t("impossible.title")} data-testid="impossible">
      {without.beyond && without.beyond.people > 0 && (
        <Text mb="xs">
          {t("impossible.beyond", {
            people: units.count(without.beyond.people),
            search: units.search(without.beyond.searched),
          })}
        </Text>
      )}
      <Text mb="xs">{t(isOneEnough ? "impossible.each" : "impossible.all")}</Text>
      <List spacing="sm" listStyleType="none">
        {relax.map((each) => {
          const relaxed = isOneEnough ? relaxedQuestion(question, each) : null;
          return (
            <List.Item key={each.key}>
              <Group gap="sm">
                <Text fw={600}>{relaxWords(each, question, units)}</Text>
                {of && relaxed && <AskSo {...{ of }} cityCode={city.code} question={relaxed} label={t("impossible.do")} />}
              </Group>
            </List.Item>
          );
        })}
      </List>
      {of && !isOneEnough && together && (
        <AskSo {...{ of }} cityCode={city.code} question={together} label={t("impossible.doAll")} />
      )}
      {of && withoutLeast && (
        <Group gap="sm" mt="sm">
          <Text>{t("impossible.least", { least })}</Text>
          <AskSo {...{ of }} cityCode={city.code} question={withoutLeast} label={t("impossible.doLeast")} />
        </Group>
      )}
    </Alert>
  );
}

interface NotInTimeProps {
  readonly question: SitingQuestion;
  readonly cityCode: string;
  readonly of: AskSoProps["of"] | null;
  /** no choice keeps every condition, and which of them stands in the way is not known */
  readonly isImpossible?: boolean;
}

/** Nothing was found while there was time, and nothing shown to be impossible: more time may do. */
function NotInTime({ question, cityCode, of, isImpossible = false }: NotInTimeProps) {
  const { t } = useTranslation("siting");
  const longer = moreTime(question);
  return (
    <Alert color="yellow" title={t(isImpossible ? "impossible.title" : "notInTime.title")} data-testid="not-in-time">
      <Text mb="sm">
        {isImpossible
          ? t("notInTime.noReason", { seconds: question.seconds })
          : t(longer ? "notInTime.what" : "notInTime.whatMost", { seconds: question.seconds })}
      </Text>
      {of && longer && <AskSo {...{ of, cityCode }} question={longer} label={t("notInTime.do", { seconds: longer.seconds })} />}
    </Alert>
  );
}

interface RunFailedProps {
  /** null = never asked */
  readonly run: { readonly why: RunFault; readonly question: SitingQuestion } | null;
  readonly cityCode: string;
  readonly of: AskSoProps["of"] | null;
}

/** No answer, and what to do about it. */
export function RunFailed({ run, cityCode, of }: RunFailedProps) {
  const { t } = useTranslation("siting");
  if (run?.why === "not-in-time") return <NotInTime question={run.question} {...{ cityCode, of }} />;
  const [colour, title] = !run
    ? ["jade", "failed.never"]
    : run.why === "stopped"
      ? ["yellow", "failed.ended"]
      : ["red", "failed.title"];
  return (
    <Alert color={colour} title={t(title as "failed.title")}>
      {run?.why && <Text mb="sm">{t(`failed.${run.why}`)}</Text>}
      {of && (
        <Form method="post">
          <Button type="submit" name="intent" value="again">
            {t(run ? "failed.again" : "failed.ask")}
          </Button>
        </Form>
      )}
    </Alert>
  );
}
