import { Alert, Anchor, Button, Group, NumberInput, Stack, Text } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

interface CallbackDrawProps {
  readonly now: { readonly visits: number; readonly size: number };
  /** asked for, and not yet confirmed; null = nobody asked */
  readonly size: number | null;
  readonly place: { readonly areaCode: string; readonly month: string };
  readonly city: { readonly code: string };
  /** where it is drawn */
  readonly address: string;
  /** its month is not over */
  readonly isRunning: boolean;
}

/** Drawing once for a month: how many, then asked once more, because it stands. */
export function CallbackDraw({ now, size, place, city, address, isRunning }: CallbackDrawProps) {
  const { t } = useTranslation("visits");
  const month = place.month.slice(0, 7);
  const most = Math.min(500, now.visits);
  if (size === null)
    return (
      <Form>
        <input type="hidden" name="city" value={city.code} />
        <input type="hidden" name="area" value={place.areaCode} />
        <input type="hidden" name="month" value={month} />
        <Group align="end">
          <NumberInput name="size" label={t("callback.howMany")} defaultValue={Math.min(500, now.size)} min={1} max={most} />
          <Button type="submit" variant="default">
            {t("callback.draw")}
          </Button>
        </Group>
        <Text size="sm" c="dimmed" mt="xs">
          {t("callback.drawWhat")}
        </Text>
      </Form>
    );
  return (
    <Alert color="yellow" c="var(--mantine-color-text)" role="alert" title={t("callback.confirmTitle", { size, month })}>
      <Stack gap="xs">
        <Text>{t("callback.confirm", { visits: now.visits })}</Text>
        {isRunning && <Text fw={650}>{t("callback.monthRuns", { month })}</Text>}
        <Form method="post" action={address}>
          <input type="hidden" name="size" value={size} />
          <Group>
            <Button type="submit" name="intent" value="draw">
              {t("callback.draw")}
            </Button>
            <Anchor component={Link} to={address}>
              {t("callback.notNow")}
            </Anchor>
          </Group>
        </Form>
      </Stack>
    </Alert>
  );
}
