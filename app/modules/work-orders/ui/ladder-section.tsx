import { Button, Stack, TextInput, Title } from "@mantine/core";
import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { RefusalText } from "~/ui/forms/refusal-text";

interface LadderSectionProps {
  readonly id: string;
  readonly title: string;
  /** among the headings of the page */
  readonly level: 2 | 3;
  /** as it holds */
  readonly held: ReactNode;
  readonly mayChange: boolean;
  readonly refusal: string | null;
  /** what the form says by itself */
  readonly hidden: Readonly<Record<string, string | number>>;
  readonly children: ReactNode;
}

/** One thing that is said once for a city: as it holds, and folded away the way to say otherwise, with its reason. */
export function LadderSection({ id, title, level, held, mayChange, refusal, hidden, children }: LadderSectionProps) {
  const { t } = useTranslation("work-orders");
  return (
    <section className="surface" style={{ padding: "0.9rem 1rem" }} aria-labelledby={id}>
      <Title order={level} size={level === 2 ? "h4" : "h5"} id={id}>
        {title}
      </Title>
      {held}
      <RefusalText>{refusal && t(`ladders.refusal.${refusal}`)}</RefusalText>
      {mayChange && (
        <details open={refusal !== null}>
          <summary style={{ minHeight: 44, paddingBlock: 10 }}>{t("ladders.change")}</summary>
          <Form method="post" noValidate>
            {Object.entries(hidden).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <Stack gap="sm" maw="40rem">
              {children}
              <TextInput name="reason" label={t("ladders.reason")} withAsterisk maxLength={200} />
              <Button type="submit" variant="default" style={{ alignSelf: "start" }}>
                {t("ladders.save")}
              </Button>
            </Stack>
          </Form>
        </details>
      )}
    </section>
  );
}
