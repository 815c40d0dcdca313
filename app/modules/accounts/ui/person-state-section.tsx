import { Anchor, Button, Group, Stack, Title } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import type { ComponentProps } from "react";
import { useTranslation } from "react-i18next";
import { RefusalAlert } from "./refusal-alert";

const STEPS: Partial<Record<string, readonly (keyof typeof STATE_OF)[]>> = {
  active: ["suspend", "leave"],
  suspended: ["resume", "leave"],
  left: ["resume"],
};
const STATE_OF = { suspend: "suspended", leave: "left", resume: "active" } as const;

interface PersonStateSectionProps {
  readonly personId: string;
  readonly state: string;
  readonly refusal: ComponentProps<typeof RefusalAlert>["refusal"];
}

/** Whether somebody works here, and the steps from there. */
export function PersonStateSection({ personId, state, refusal }: PersonStateSectionProps) {
  const { t } = useTranslation("accounts");
  return (
    <section className="surface" aria-labelledby="state">
      <Stack p="md" gap="sm">
        <Title order={2} size="h4" id="state">
          {t("person.state")}
        </Title>
        <RefusalAlert refusal={refusal} />
        <Group>
          {(STEPS[state] ?? []).map((step) => (
            <Form method="post" key={step}>
              <input type="hidden" name="intent" value="state" />
              <input type="hidden" name="state" value={STATE_OF[step]} />
              <Button type="submit" variant="default">
                {t(`person.${step}`)}
              </Button>
            </Form>
          ))}
          <Anchor component={Link} to={`/govern/people/${personId}/delete`} c="red">
            {t("person.askDelete")}
          </Anchor>
        </Group>
      </Stack>
    </section>
  );
}
