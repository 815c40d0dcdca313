import { Button, Text } from "@mantine/core";
import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface AlarmCallsProps {
  /** it runs, and whoever reads this handles it: that is the reason */
  readonly isHandled: boolean;
  /** the reason is asked for here */
  readonly children: ReactNode;
}

/** What was said on calls is closed until somebody opens it, on record; once the alarm is settled with a reason. */
export function AlarmCalls({ isHandled, children }: AlarmCallsProps) {
  const { t } = useTranslation("visits");
  if (isHandled)
    return (
      <Form method="post" className="no-print">
        <Button type="submit" name="intent" value="said" variant="default" mih={44}>
          {t("watch.call.open")}
        </Button>
        <Text size="sm" c="dimmed" mt={4}>
          {t("watch.call.opened")}
        </Text>
      </Form>
    );
  return (
    <details className="no-print">
      <summary style={{ minHeight: 44, paddingBlock: 10, cursor: "pointer" }}>{t("watch.call.open")}</summary>
      <Form method="post">
        <input type="hidden" name="intent" value="said" />
        {children}
      </Form>
    </details>
  );
}
