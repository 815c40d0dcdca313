import { Button, Checkbox, Group } from "@mantine/core";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";

interface DraftStepsProps {
  readonly version: number;
  readonly isOvertaken: boolean;
  readonly isWeek: boolean;
  /** visits that nobody makes: whoever publishes says that they know */
  readonly leftOut: number;
}

/** What is done with a draft: put in force, planned again, thrown away. */
export function DraftSteps({ version, isOvertaken, isWeek, leftOut }: DraftStepsProps) {
  const { t } = useTranslation("visits");
  return (
    <Form method="post">
      <input type="hidden" name="version" value={version} />
      {leftOut > 0 && <Checkbox mb="sm" name="known" value="yes" label={t("plan.left.known", { count: leftOut })} />}
      <Group>
        <Button type="submit" name="intent" value="publish" disabled={isOvertaken}>
          {t("plan.publish")}
        </Button>
        {isWeek && (
          <Button type="submit" name="intent" value="again" variant="default">
            {t("plan.again")}
          </Button>
        )}
        <Button type="submit" name="intent" value="discard" variant="default">
          {t("plan.discard")}
        </Button>
      </Group>
    </Form>
  );
}
