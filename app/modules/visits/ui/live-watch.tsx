import { Alert, Anchor, Text } from "@mantine/core";
import { useLocation, useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

interface LiveWatchProps {
  readonly cityCode: string;
  /** ISO 8601, by the server's clock: as of when everything on the page is */
  readonly at: string;
  readonly timeZone: string;
}

/** Keeps the page as it is now: asks again whenever the server says that something changed, and says since when it could not. */
export function LiveWatch({ cityCode, at, timeZone }: LiveWatchProps) {
  const { t, i18n } = useTranslation("visits");
  const { revalidate } = useRevalidator();
  const again = useRef(revalidate);
  again.current = revalidate;
  const { pathname, search } = useLocation();
  const [lostSince, setLostSince] = useState<string | null>(null);
  const [isLive, setLive] = useState(false);
  useEffect(() => {
    const source = new EventSource(`/visits/watch/live?city=${cityCode}`);
    const refresh = () => {
      again.current();
      window.dispatchEvent(new Event("quarterhour-changed"));
    };
    const connection = (event: MessageEvent<string>) => {
      const said = JSON.parse(event.data) as { isListening: boolean; lostSince: string | null };
      setLive(said.isListening);
      setLostSince(said.lostSince);
      if (said.isListening) refresh();
    };
    source.addEventListener("connection", connection);
    source.addEventListener("changed", refresh);
    source.addEventListener("tick", refresh);
    source.addEventListener("error", () => {
      setLive(false);
      setLostSince((since) => since ?? new Date().toISOString());
    });
    return () => source.close();
  }, [cityCode]);
  const time = new Intl.DateTimeFormat(i18n.language === "en" ? "en" : "zh-CN", {
    ...{ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
    timeZone,
  });
  const asOf = t("watch.asOf", { at: time.format(new Date(at)) });
  if (lostSince && !isLive)
    return (
      <Alert color="red" role="status">
        {t("watch.lost", { since: time.format(new Date(lostSince)) })} {asOf}{" "}
        <Anchor href={`${pathname}${search}`}>{t("watch.reload")}</Anchor>
      </Alert>
    );
  return (
    <Text c="dimmed" className="tabular">
      {isLive ? `● ${t("watch.live")} · ${asOf}` : asOf}{" "}
      {!isLive && <Anchor href={`${pathname}${search}`}>{t("watch.reload")}</Anchor>}
    </Text>
  );
}
