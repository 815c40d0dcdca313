import { Alert, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ListedOrder } from "../domain/listed-order";
import type { Satisfaction, StepKind } from "../domain/work-order";
import classes from "./order-list.module.css";
import { StepForm } from "./step-form";

interface TakeStepProps {
  readonly view: {
    readonly order: ListedOrder & { readonly version: number; readonly satisfaction: Satisfaction | null };
    readonly may: readonly StepKind[];
    readonly isForSecond: boolean;
    readonly staff: readonly { readonly id: string; readonly name: string; readonly role: string }[];
  };
  readonly answer: {
    readonly refusal: string;
    readonly step: StepKind;
    readonly typed: Readonly<Record<string, string>>;
  } | null;
}

/** What is to be done next: one obvious step, the others folded away below it. */
export function TakeStep({ view: { order, may, isForSecond, staff }, answer }: TakeStepProps) {
  const { t } = useTranslation("work-orders");
  const [first, ...rest] = may;
  const [obvious, others] = isForSecond ? [undefined, may] : [first, rest];
  const form = (kind: StepKind, isObvious: boolean) => (
    <StepForm
      {...{ kind, isObvious, staff }}
      orderId={order.id}
      satisfaction={order.satisfaction}
      version={order.version}
      typed={answer?.step === kind ? answer.typed : null}
    />
  );
  return (
    <section className="surface no-print" style={{ padding: "0.9rem 1rem" }} aria-labelledby="next">
      <Stack gap="sm">
        <Title order={2} size="h4" id="next">
          {t(order.state === "closed" ? "orders.nothingLeft" : "orders.next")}
        </Title>
        {answer && (
          <Alert color="red" role="alert">
            {t(`orders.refusal.${answer.refusal}`)}
          </Alert>
        )}
        {isForSecond && <Text>{t("orders.forSecond")}</Text>}
        {!obvious && !isForSecond && order.state !== "closed" && <Text>{t("orders.notYours")}</Text>}
        {obvious && form(obvious, true)}
        <div>
          {others.map((kind) => (
            <details key={kind} className={classes.other} open={answer?.step === kind}>
              <summary>{t(`orders.instead.${kind}`)}</summary>
              {form(kind, false)}
            </details>
          ))}
        </div>
      </Stack>
    </section>
  );
}
