import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { PremisesLeftOut } from "../domain/premises/premises-list";
import type { QuestionProblem } from "../domain/question-problem";
import { keepAsked } from "./asked-kept";
import { problemWords } from "./problem-words";
import { QuestionMore, type MoreChoices } from "./question-more";
import { QuestionProblems } from "./question-problems";
import { QuestionSentence } from "./question-sentence";
import { valuesOf } from "./question-values";
import classes from "./question.module.css";

interface QuestionFormProps {
  readonly fields: readonly (readonly [string, string])[];
  readonly problems: readonly QuestionProblem[];
  readonly choices: MoreChoices;
  readonly cityCode: string;
  /** asked again for this scenario; null = a new one */
  readonly of: { readonly id: string; readonly version: number; readonly name: string } | null;
  /** what was typed could not be taken in: the fields are older */
  readonly isLost: boolean;
  readonly hasPremises: boolean;
  readonly leftOut: PremisesLeftOut | null;
}

/** Fields of the fold: one of them wrong opens it. */
const IN_SENTENCE = ["count", "types", "group", "minutes", "metres", "aim", "build"];

/** The question as a form: asking saves it under a name, or asks a scenario's question anew. */
export function QuestionForm({ fields, problems, choices, cityCode, of, isLost, hasPremises, leftOut }: QuestionFormProps) {
  const { t, i18n } = useTranslation("siting");
  const values = valuesOf(
    fields,
    problems.map((problem) => ({ field: problem.field, words: problemWords(problem, t, i18n.language === "en") })),
  );
  const turns = problems.flatMap((problem) => (problem.kind === "points-swapped" ? problem.turns : []));
  const isFoldWrong = problems.some(({ field }) => !IN_SENTENCE.includes(field));
  return (
    <Form
      method="post"
      action={`/plan/siting?index&city=${cityCode}`}
      encType="multipart/form-data"
      className="surface"
      onSubmit={of ? undefined : (event) => keepAsked(cityCode, event)}
    >
      <Stack p="md" gap="md">
        <QuestionProblems problems={problems} of={isLost ? "lost" : "typed"} />
        <QuestionSentence values={values} types={choices.types} groups={choices.groups} />
        <input type="hidden" name="keep" value="no" />
        <details className={classes.more} open={isFoldWrong}>
          <summary>{t("question.more")}</summary>
          <Text size="sm" c="dimmed" mb="sm">
            {t("question.less")}
          </Text>
          <QuestionMore {...{ values, choices, cityCode, leftOut, turns }} hasStages={hasPremises} />
        </details>
        <Group align="end">
          {of ? (
            <>
              <input type="hidden" name="of" value={of.id} />
              <input type="hidden" name="version" value={of.version} />
              <Button type="submit" name="intent" value="again">
                {t("question.again")}
              </Button>
            </>
          ) : (
            <>
              <TextInput
                {...{ name: "name", label: t("question.name"), description: t("question.nameWhat"), maxLength: 80 }}
                {...{ defaultValue: values.text("name"), w: "22rem", maw: "100%" }}
              />
              <Button type="submit" name="intent" value="ask">
                {t("question.go")}
              </Button>
            </>
          )}
        </Group>
      </Stack>
    </Form>
  );
}
