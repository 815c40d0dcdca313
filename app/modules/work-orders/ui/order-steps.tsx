import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { OrderStep } from "../domain/listed-order";
import classes from "./order-list.module.css";

interface OrderStepsProps {
  readonly steps: readonly OrderStep[];
  readonly people: Readonly<Record<string, string>>;
  readonly at: (iso: string) => string;
}

/** Who did what when, from being received on. */
export function OrderSteps({ steps, people, at }: OrderStepsProps) {
  const { t } = useTranslation("work-orders");
  const named = (id: string | null) => (id === null ? t("orders.system") : (people[id] ?? t("orders.somebody")));
  const more = ({ kind, assignedId, how, isSettled, satisfaction }: OrderStep): string => {
    if (kind === "assigned") return t("orders.said.to", { name: named(assignedId) });
    if (how) return t(`orders.how.${how}`);
    if (satisfaction) return t(`orders.satisfaction.${satisfaction}`);
    return isSettled === null ? "" : t(isSettled ? "orders.said.settled" : "orders.said.notSettled");
  };
  return (
    <ol className={classes.steps}>
      {steps.map((step) => (
        <li key={step.id}>
          <Text>
            <b>{t(`orders.step.${step.kind}`)}</b> {more(step)}
          </Text>
          {step.note && <Text style={{ whiteSpace: "pre-wrap" }}>{step.note}</Text>}
          <Text size="sm" c="dimmed">
            {named(step.personId)} · {at(step.at)}
          </Text>
        </li>
      ))}
    </ol>
  );
}
