import { Button } from "@mantine/core";
import { Form } from "@remix-run/react";
import { questionFields } from "../domain/question-fields";
import type { SitingQuestion } from "../domain/siting-question";

export interface AskSoProps {
  readonly of: { readonly id: string; readonly version: number };
  readonly cityCode: string;
  readonly question: SitingQuestion;
  readonly label: string;
}

/** One button that asks a question whole: a question let go of something, which a name that follows it says. */
export function AskSo({ of, cityCode, question, label }: AskSoProps) {
  return (
    <Form method="post" action={`/plan/siting?index&city=${cityCode}`}>
      {[...questionFields(question), ["of", of.id], ["version", String(of.version)], ["relaxed", "yes"]].map(
        ([name, value], at) => (
          <input key={at} type="hidden" name={name} value={value} />
        ),
      )}
      <Button type="submit" name="intent" value="again" size="sm">
        {label}
      </Button>
    </Form>
  );
}
