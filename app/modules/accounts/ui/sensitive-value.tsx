import { Anchor, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useFetcher } from "@remix-run/react";
import { useEffect, useId, useState, type MouseEvent } from "react";
import { useTranslation } from "react-i18next";
import { RefusalText } from "~/ui/forms/refusal-text";
import { ReasonSelect } from "./reason-select";

/** As long as an opened value stands on the screen. */
export const SHOWN_SECONDS = 60;

export interface OpenedAnswer {
  readonly value: string | null;
  readonly refusal: { readonly kind: string } | null;
}

interface SensitiveValueProps {
  readonly label: string;
  /** null = only that there is one */
  readonly mask: string | null;
  /** the page that opens it, which also answers the form here; null = not for this reader */
  readonly opens: string | null;
  /** one's own value needs no reason */
  readonly isOwn?: boolean;
}

/** A masked value with «open»: a reason is asked for, then the value stands here for a minute. Without scripts it is a page. */
export function SensitiveValue({ label, mask, opens, isOwn = false }: SensitiveValueProps) {
  const { t } = useTranslation("accounts");
  const [asked, setAsked] = useState(false);
  const fetcher = useFetcher<OpenedAnswer>();
  const [shown, setShown] = useState<OpenedAnswer | null>(null);
  useEffect(() => {
    const answer = fetcher.data;
    if (!answer || fetcher.state !== "idle") return;
    setShown(answer);
    if (answer.value === null) return;
    setAsked(false);
    const timer = setTimeout(() => setShown(null), SHOWN_SECONDS * 1000);
    return () => clearTimeout(timer);
  }, [fetcher.data, fetcher.state]);
  const ask = (event: MouseEvent) => {
    event.preventDefault();
    setAsked((before) => !before);
  };
  const value = shown?.value ?? null;
  return (
    <Stack gap={4}>
      <Group gap="sm">
        <Text span ff="monospace">
          {value ?? mask ?? t("sensitive.onRecord")}
        </Text>
        {opens && value === null && (
          <Anchor
            href={opens}
            onClick={ask}
            aria-expanded={asked}
            aria-label={t("sensitive.openOf", { label })}
            className="no-print"
          >
            {t("sensitive.open")}
          </Anchor>
        )}
        {value !== null && (
          <Button variant="subtle" size="compact-sm" onClick={() => setShown(null)} className="no-print">
            {t("sensitive.hide")}
          </Button>
        )}
      </Group>
      <div role="status">
        {value !== null && (
          <Text size="sm" c="dimmed">
            {t("sensitive.shown", { label, seconds: SHOWN_SECONDS })}
          </Text>
        )}
      </div>
      {asked && opens && (
        <fetcher.Form method="post" action={opens}>
          <input type="hidden" name="intent" value="open" />
          <ReasonFields isOwn={isOwn} refusal={shown?.refusal ?? null} isBusy={fetcher.state !== "idle"} />
        </fetcher.Form>
      )}
    </Stack>
  );
}

interface ReasonFieldsProps {
  readonly isOwn: boolean;
  readonly refusal: OpenedAnswer["refusal"];
  readonly isBusy?: boolean;
}

/** Why it is opened: one of a short list, and if there is one the number of the order or complaint. */
export function ReasonFields({ isOwn, refusal, isBusy = false }: ReasonFieldsProps) {
  const { t } = useTranslation("accounts");
  const id = useId();
  return (
    <Stack gap="xs" maw={420}>
      {!isOwn && (
        <>
          <ReasonSelect id={`${id}reason`} required defaultValue="" />
          <TextInput
            id={`${id}note`}
            name="note"
            label={t("sensitive.note")}
            description={t("sensitive.noteWhat")}
            maxLength={64}
          />
        </>
      )}
      <RefusalText>{refusal && t(`sensitive.refusal.${refusal.kind}`)}</RefusalText>
      <Group>
        <Button type="submit" loading={isBusy}>
          {t("sensitive.show", { seconds: SHOWN_SECONDS })}
        </Button>
      </Group>
      <Text size="sm" c="dimmed">
        {t(isOwn ? "sensitive.recordedOwn" : "sensitive.recorded")}
      </Text>
    </Stack>
  );
}
