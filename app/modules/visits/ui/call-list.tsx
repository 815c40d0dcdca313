import { Alert, Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { Link, useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CALL_RESULTS } from "~/modules/work-orders/domain/alarm";
import { RefusalText } from "~/ui/forms/refusal-text";
import { dialLink } from "~/ui/layout/dial-link";
import { RestOfList } from "./rest-of-list";

export interface ShownCall {
  readonly alarmId: string;
  readonly kind: string;
  readonly areaCode: string;
  readonly who: string;
  readonly rung: number;
  /** null = the turn of the emergency contact */
  readonly personId: string | null;
  readonly name: string;
  readonly dutyArea: string;
  readonly phone: string | null;
  readonly toldAt: Date;
  readonly tries: number;
  readonly lastTry: Date | null;
  readonly mailedAt: Date | null;
  readonly hookedAt: Date | null;
  readonly inAll: number;
}

interface CallListProps {
  readonly calls: readonly ShownCall[];
  /** after how many of the list this page begins */
  readonly skip: number;
  readonly cityCode: string;
  readonly areaName: (code: string) => string;
  readonly timeZone: string;
}

/** 待电话通知: who is to be rung up now, because nobody knows that they know; a letter may lie unread. */
export function CallList({ calls, skip, cityCode, areaName, timeZone }: CallListProps) {
  const { t, i18n } = useTranslation("visits");
  const inAll = calls[0]?.inAll ?? skip;
  if (inAll === 0) return null;
  const time = new Intl.DateTimeFormat(i18n.language === "en" ? "en" : "zh-CN", {
    ...{ month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
    timeZone,
  });
  return (
    <section aria-labelledby="calls">
      <Title order={2} size="h4" id="calls" mb="xs">
        {t("watch.calls.title", { count: inAll })}
      </Title>
      <Alert color="red" c="var(--mantine-color-text)" mb="xs">
        {t("watch.calls.lead")}
      </Alert>
      <Stack component="ul" gap="xs" style={{ listStyle: "none", padding: 0, margin: 0 }}>
        {calls.map((call) => (
          <li key={`${call.alarmId} ${call.rung} ${call.personId ?? ""}`} className="surface" style={{ padding: "0.75rem 1rem" }}>
            <Text fw={650}>
              {call.personId === null ? (
                <Anchor
                  component={Link}
                  to={`/visits/watch/${call.alarmId}?city=${cityCode}#call`}
                  fw={650}
                  style={{ display: "inline-block", paddingBlock: 10 }}
                >
                  {t("watch.calls.contact")}
                </Anchor>
              ) : call.phone ? (
                <Anchor href={dialLink(call.phone)} fw={650} style={{ display: "inline-block", paddingBlock: 10 }}>
                  {t("watch.calls.ringWhom", { phone: call.phone, area: areaName(call.dutyArea), who: call.name })}
                </Anchor>
              ) : (
                <>
                  {areaName(call.dutyArea)} {call.name}：
                  <Anchor component={Link} to={`/visits/requests?city=${cityCode}`} fw={650}>
                    {t("watch.calls.noPhone")}
                  </Anchor>
                </>
              )}
            </Text>
            <Text size="sm">
              <Anchor component={Link} to={`/visits/watch/${call.alarmId}?city=${cityCode}`}>
                {t(`watch.kind.${call.kind}`)}
              </Anchor>{" "}
              · {areaName(call.areaCode)} · {t(`watch.rung.${call.who}`)} ·{" "}
              {t("watch.calls.since", { at: time.format(call.toldAt) })} ·{" "}
              {call.lastTry
                ? t("watch.calls.tries", { count: call.tries, at: time.format(call.lastTry) })
                : t("watch.calls.first")}
              {call.mailedAt && ` · ${t("watch.calls.mailed", { at: time.format(call.mailedAt) })}`}
              {call.hookedAt && ` · ${t("watch.calls.hooked", { at: time.format(call.hookedAt) })}`}
            </Text>
            {call.personId !== null && <CallResult {...{ call, cityCode }} />}
          </li>
        ))}
      </Stack>
      <RestOfList name="calls" skip={skip} shown={calls.length} inAll={inAll} />
    </section>
  );
}

function CallResult({ call, cityCode }: { readonly call: ShownCall; readonly cityCode: string }) {
  const { t } = useTranslation("visits");
  const fetcher = useFetcher<{ refusal: string | null }>();
  return (
    <fetcher.Form method="post" action={`/visits/watch/${call.alarmId}?city=${cityCode}`}>
      <input type="hidden" name="intent" value="phoned" />
      <input type="hidden" name="person" value={call.personId ?? ""} />
      <input type="hidden" name="rung" value={call.rung} />
      <Group gap="xs" mt="xs" role="group" aria-label={t("watch.calls.result")}>
        {CALL_RESULTS.map((result) => (
          <Button key={result} type="submit" name="result" value={result} variant="default" size="compact-md" mih={44}>
            {t(`watch.calls.${result}`)}
          </Button>
        ))}
      </Group>
      <RefusalText size="sm">{fetcher.data?.refusal && t(`watch.refusal.${fetcher.data.refusal}`)}</RefusalText>
    </fetcher.Form>
  );
}
