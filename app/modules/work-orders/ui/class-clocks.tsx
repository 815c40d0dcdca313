import { Button, Checkbox, Group, NumberInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { RefusalText } from "~/ui/forms/refusal-text";
import type { OrderClass } from "../domain/work-order";
import { ClassBadge } from "./order-clock";
import classes from "./order-list.module.css";

interface ClassClocksProps {
  readonly clocks: readonly {
    readonly class: OrderClass;
    readonly dueHours: number;
    readonly asksSecond: boolean;
    readonly sourceZh: string;
    readonly sourceEn: string;
    readonly mark: string;
    readonly reason: string | null;
  }[];
  readonly mayChange: boolean;
  /** a change that was refused, and what was typed */
  readonly refused: { readonly class: string; readonly refusal: string; readonly reason: string } | null;
}

/** How long each class may take here, whose word that is, and the way to change it. */
export function ClassClocks({ clocks, mayChange, refused }: ClassClocksProps) {
  const { t, i18n } = useTranslation("work-orders");
  return (
    <Stack gap="md">
      {clocks.map((clock) => (
        <section key={clock.class} className="surface" style={{ padding: "0.9rem 1rem" }}>
          <Group gap="xs">
            <Title order={2} size="h4">
              <ClassBadge of={clock.class} />
            </Title>
            <Text fw={650}>
              {clock.dueHours % 24 === 0 && clock.dueHours > 24
                ? t("orders.classes.days", { count: clock.dueHours / 24, hours: clock.dueHours })
                : t("orders.classes.hours", { count: clock.dueHours })}
            </Text>
            <Text>{t(clock.asksSecond ? "orders.classes.second" : "orders.classes.one")}</Text>
          </Group>
          <Text size="sm" c="dimmed">
            {clock.reason === null
              ? t("orders.classes.source", {
                  source: i18n.language === "en" ? clock.sourceEn : clock.sourceZh,
                  mark: t(`orders.classes.mark.${clock.mark}`),
                })
              : t("orders.classes.changed", { reason: clock.reason })}
          </Text>
          {mayChange && (
            <details className={classes.other ?? ""} open={refused?.class === clock.class}>
              <summary>{t("orders.classes.change", { class: t(`orders.class.${clock.class}`) })}</summary>
              <Form method="post" noValidate>
                <input type="hidden" name="class" value={clock.class} />
                <RefusalText>{refused?.class === clock.class && t(`orders.refusal.${refused.refusal}`)}</RefusalText>
                <Stack gap="sm" maw="28rem">
                  <NumberInput
                    name="hours"
                    label={t("orders.classes.hoursLabel")}
                    defaultValue={clock.dueHours}
                    min={1}
                    max={2160}
                    allowDecimal={false}
                  />
                  <Checkbox name="second" value="yes" defaultChecked={clock.asksSecond} label={t("orders.classes.second")} />
                  <TextInput
                    name="reason"
                    label={t("orders.classes.reason")}
                    withAsterisk
                    maxLength={300}
                    defaultValue={refused?.class === clock.class ? refused.reason : ""}
                  />
                  <Button type="submit" variant="default" style={{ alignSelf: "start" }}>
                    {t("orders.classes.save")}
                  </Button>
                </Stack>
              </Form>
            </details>
          )}
        </section>
      ))}
    </Stack>
  );
}
