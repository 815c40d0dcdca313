import { Button, Group } from "@mantine/core";
import { Link, useLocation } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { madeBell, noteState, showNote, type Bell } from "./alarm-bell";
import classes from "./alarm-strip.module.css";
import { useWaitingAlarms } from "./use-waiting-alarms";

/** While something waits it rings again this often. */
const AGAIN_MS = 60_000;

interface AlarmStripProps {
  readonly cityCode: string;
  /** whoever looks after people may be told; anybody else is asked for on the page that watches alone */
  readonly mayBeTold: boolean;
}

/** On every page of somebody an alarm may come to, and on the page that watches: how many wait, with a sound and a note once they are allowed. */
export function AlarmStrip({ cityCode, mayBeTold }: AlarmStripProps) {
  const { t } = useTranslation("visits");
  const { pathname, search } = useLocation();
  const isWatching = pathname === "/visits/watch";
  const area = isWatching ? (new URLSearchParams(search).get("area") ?? "") : null;
  const { now, asking } = useWaitingAlarms(cityCode, area, mayBeTold || isWatching);
  const waiting = now?.waiting ?? 0;
  const words = t(isWatching ? "alert.watching" : "alert.waiting", { count: waiting });
  const bell = useBell(waiting, now?.latest ?? null, { title: t("alert.noteTitle"), words });
  useStopped(asking === "ended", bell.ring, { title: t("alert.noteTitle"), words: t("alert.ended") });
  if (waiting === 0 && !isWatching && asking === "going") return null;
  return (
    <section
      className={`${classes.strip} ${waiting > 0 || asking !== "going" ? classes.waiting : ""} no-print`}
      aria-label={t("alert.label")}
      data-waiting={waiting}
    >
      <Group gap="sm">
        <strong role="status">{waiting > 0 && words}</strong>
        {asking === "lost" && <span role="alert">{t("alert.lost")}</span>}
        {asking === "ended" && (
          <span role="alert">
            {t("alert.ended")} <a href={`/sign-in?to=${encodeURIComponent(pathname + search)}`}>{t("alert.signIn")}</a>
          </span>
        )}
        {waiting > 0 && now && !isWatching && <Link to={now.to}>{t("alert.open")}</Link>}
        {!bell.isOn && <span>{t("alert.soundIsOff")}</span>}
        <Button size="compact-md" variant="default" mih={44} onClick={bell.turn}>
          {t(bell.isOn ? "alert.soundOff" : "alert.soundOn")}
        </Button>
        {bell.notes === "undecided" && (
          <Button size="compact-md" variant="default" mih={44} onClick={bell.askForNotes}>
            {t("alert.note")}
          </Button>
        )}
        {bell.notes === "denied" && <span>{t("alert.noteDenied")}</span>}
      </Group>
    </section>
  );
}

/** Nothing rings from now on: that is said aloud once, to whoever relies on it. */
function useStopped(isStopped: boolean, ring: () => void, said: { readonly title: string; readonly words: string }) {
  const now = useRef({ ring, said });
  now.current = { ring, said };
  useEffect(() => {
    if (!isStopped) return;
    now.current.ring();
    if (noteState() === "granted") showNote(now.current.said.title, now.current.said.words);
  }, [isStopped]);
}

/** Rings for what is new and again while it waits; nothing sounds and nobody is asked before a tap. */
function useBell(waiting: number, latest: string | null, said: { readonly title: string; readonly words: string }) {
  const [bell, setBell] = useState<Bell | null>(null);
  const [notes, setNotes] = useState<ReturnType<typeof noteState>>("none");
  const told = useRef("");
  const words = useRef(said);
  words.current = said;
  useEffect(() => setNotes(noteState()), []);
  useEffect(() => () => bell?.close(), [bell]);
  useEffect(() => {
    if (waiting === 0 || latest === null) return;
    if (latest > told.current && noteState() === "granted") showNote(words.current.title, words.current.words);
    told.current = latest;
  }, [waiting, latest]);
  useEffect(() => {
    if (waiting === 0 || !bell) return;
    bell.ring();
    const clock = setInterval(() => bell.ring(), AGAIN_MS);
    return () => clearInterval(clock);
  }, [waiting, latest, bell]);
  return {
    isOn: bell !== null,
    notes,
    ring: () => bell?.ring(),
    turn: () => setBell((now) => (now ? null : madeBell())),
    askForNotes: () => void Notification.requestPermission().then(() => setNotes(noteState())),
  };
}
