import { Alert, Group, List, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { relaxedQuestion } from "../domain/relaxed-question";
import type { SitingQuestion } from "../domain/siting-question";
import type { FewerReason, FewerThanAsked } from "../domain/siting-result";
import { AskSo, type AskSoProps } from "./ask-so";
import type { PageUnits } from "./page-units";
import { fewerWords } from "./relax-words";

interface ResultFewerProps {
  readonly fewer: FewerThanAsked;
  readonly question: SitingQuestion;
  readonly units: PageUnits;
  readonly cityCode: string;
  /** null = the reader may not ask */
  readonly of: AskSoProps["of"] | null;
}

/** Fewer places than asked for: what keeps the others out, and a button where letting go of it may help. */
export function ResultFewer({ fewer, question, units, cityCode, of }: ResultFewerProps) {
  const { t } = useTranslation("siting");
  const { chosen, extended = 0, reasons } = fewer;
  return (
    <Alert color="yellow" title={fewerTitle(fewer, units)} data-testid="fewer">
      <List spacing="sm" listStyleType="none">
        {reasons.map((reason) => {
          const relaxed = relaxedBy(reason, question);
          return (
            <List.Item key={reason.key}>
              <Group gap="sm">
                <Text>{fewerWords(reason, chosen + extended, units)}</Text>
                {of && relaxed && (
                  <AskSo
                    {...{ of, cityCode }}
                    question={relaxed}
                    label={t(`fewer.do.${relaxKey(reason.key)}`, doWords(reason, units))}
                  />
                )}
              </Group>
            </List.Item>
          );
        })}
      </List>
    </Alert>
  );
}

const fewerTitle = ({ asked, chosen, extended = 0 }: FewerThanAsked, { t }: PageUnits): string => {
  if (chosen === 0) return extended > 0 ? t("fewer.noneNew", { count: extended }) : t("fewer.none");
  return asked === null ? t("fewer.some", { chosen }) : t("fewer.title", { chosen, asked });
};

type RelaxKey = "build" | "yearly" | "district" | "conflicts" | "needs";
const relaxKey = (key: FewerReason["key"]): RelaxKey => key as RelaxKey;

function relaxedBy(reason: FewerReason, question: SitingQuestion): SitingQuestion | null {
  switch (reason.key) {
    case "build":
    case "yearly":
      // More money that may go to another extension first would bring the same words again.
      return reason.mayExtend ? null : relaxedQuestion(question, reason);
    case "district":
      return { ...question, perDistrict: { ...question.perDistrict, most: reason.needed } };
    case "conflicts":
    case "needs":
      return relaxedQuestion(question, { key: reason.key, needed: null });
    default:
      return null;
  }
}

const doWords = (reason: FewerReason, { money, count }: PageUnits): { readonly needed: string } => {
  if (reason.key === "build" || reason.key === "yearly") return { needed: money(reason.needed) };
  return { needed: reason.key === "district" ? count(reason.needed) : "" };
};
