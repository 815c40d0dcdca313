import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LONGEST_QUESTION, type QuestionProblem } from "../domain/question";
import { Field, look, RefusedForm, Trap, type FormRefusal } from "./contact-form";

interface QuestionFormProps {
  readonly stamp: string;
  readonly isTaken: boolean;
  readonly answer: { readonly refusal: FormRefusal & { readonly problem?: QuestionProblem }; readonly typed: string } | null;
}

/** Asked in public, without a name: everybody may read it once it is answered. */
export function QuestionForm({ stamp, isTaken, answer }: QuestionFormProps) {
  const { t } = useTranslation("finder");
  const refusal = answer?.refusal ?? null;
  if (isTaken)
    return (
      <div className={look.told} role="status">
        {t("question.taken")}
      </div>
    );
  return (
    <Form method="post" noValidate className={look.form}>
      {refusal && <RefusedForm refusal={refusal} />}
      <Trap stamp={refusal?.kind === "once-more" ? refusal.stamp : stamp} />
      <input type="hidden" name="intent" value="question" />
      <Field
        name="question"
        label={t("question.label")}
        what={t("question.what")}
        defaultValue={answer?.typed ?? ""}
        wrong={refusal?.problem && t(`question.problem.${refusal.problem}`)}
        maxLength={LONGEST_QUESTION}
        rows={3}
        required
      />
      <button type="submit" className={look.plain}>
        {t("question.send")}
      </button>
    </Form>
  );
}
