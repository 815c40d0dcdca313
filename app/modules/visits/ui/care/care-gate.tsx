import { useLocation } from "@remix-run/react";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DemoMark } from "~/ui/layout/demo-mark";
import type { CareDoor, CarePhone, Outbox } from "~/offline/care-phone";
import { cityTime, todayAt } from "../../domain/care-day";
import type { CareList } from "../../domain/care-list";
import { dropOrphans } from "./attach-position";
import { isDoneMark, type Care } from "./care-context";
import { ChoosePin, Locked, NoList, SignInDoor, type PinField } from "./care-doors";
import { CareLines, CareTabs, CareWaiting } from "./care-frame";
import { dayWords } from "./care-words";
import { useDrafts, useIsOnline, useNow, useScreenTitle } from "./use-phone";

interface CareGateProps {
  readonly phone: CarePhone;
  readonly door: CareDoor;
  readonly outbox: Outbox;
  readonly pinField: PinField;
  readonly isTrivialPin: (pin: string) => boolean;
  readonly screen: (care: Care) => ReactNode;
}

const listOf = (door: CareDoor): CareList | null => (door.kind === "open" || door.kind === "online-only" ? door.list : null);

/** Nobody comes past without their list; only the outbox is for everybody who holds the phone. */
export function CareGate({ phone, door, outbox, pinField, isTrivialPin, screen }: CareGateProps) {
  const { t, i18n } = useTranslation("care");
  const { pathname } = useLocation();
  const isOnline = useIsOnline();
  const list = listOf(door);
  const [drafts, lookAgain] = useDrafts(phone, list !== null);
  const [told, tell] = useState<string | null>(null);
  const at = pathname.replace(/\/$/, "");
  const isOutbox = at === "/care/outbox";
  const isVisit = at.startsWith("/care/visit/");
  useScreenTitle(t("brand"));
  useNow(phone);
  const today = list ? todayAt(cityTime(list, phone.now()), list.city.timeZone) : null;
  // What was done is told for its day.
  useEffect(() => {
    for (const draft of drafts ?? [])
      if (today && isDoneMark(draft) && draft.fields["day"] !== today) void phone.dropDraft(draft.visitId).catch(() => undefined);
  }, [drafts, today, phone]);
  // As the list opens, and not later: a form that goes then may be a visit just saved, whose position is about to go with it.
  const isListOpen = list !== null;
  useEffect(() => {
    if (isListOpen) void dropOrphans(phone).catch(() => undefined);
  }, [isListOpen, phone]);
  useEffect(() => {
    if (at !== "/care") tell(null);
  }, [at]);
  return (
    <>
      {list?.city.isDemo && <DemoMark />}
      <CareLines
        {...{ isOnline, outbox, told }}
        isOnlineOnly={door.kind === "online-only"}
        isShut={list === null}
        olderDay={list && today && list.today < today ? dayWords(list.today, i18n.language) : null}
        onRefresh={() => void phone.refresh()}
      />
      {isOutbox || (list && drafts) ? (
        screen({ phone, list, outbox, drafts: drafts ?? [], lookAgain, tell })
      ) : (
        <AtDoor {...{ phone, door, pinField, isTrivialPin }} unsent={outbox.unsent} />
      )}
      {!isVisit && door.kind !== "asking" && (
        <CareTabs unsent={outbox.unsent} refused={outbox.items.filter(({ state }) => state === "refused").length} />
      )}
    </>
  );
}

interface AtDoorProps extends Omit<CareGateProps, "screen" | "outbox"> {
  readonly unsent: number;
}

function AtDoor({ phone, door, pinField, isTrivialPin, unsent }: AtDoorProps) {
  const [answer, setAnswer] = useState<Awaited<ReturnType<CarePhone["refresh"]>> | null>(null);
  const isOnlineOnly = door.kind === "online-only";
  const ask = () => {
    setAnswer(null);
    void phone.refresh().then(setAnswer);
  };
  useEffect(() => {
    // A browser that keeps nothing says only here why there is no list.
    if (isOnlineOnly) void phone.refresh().then(setAnswer);
  }, [isOnlineOnly, phone]);
  switch (door.kind) {
    case "sign-in":
      return <SignInDoor unsent={unsent} isWiped={door.isWiped} />;
    case "choose-pin":
      return <ChoosePin pinField={pinField} isTrivial={isTrivialPin} onChoose={(pin) => phone.choosePin(pin)} />;
    case "locked":
      return (
        <Locked
          {...{ pinField, unsent, who: door.who, triesLeft: door.triesLeft, others: door.others }}
          onUnlock={(pin) => phone.unlock(pin)}
          onChoosePerson={(id) => void phone.choosePerson(id)}
          onForget={() => phone.forgetPin()}
        />
      );
    case "online-only":
      return answer === "signed-out" ? (
        <SignInDoor unsent={unsent} isWiped={false} />
      ) : (
        <NoList why={answer === "no-network" || answer === "server" ? answer : null} onAsk={ask} />
      );
    case "asking":
    case "open":
      return <CareWaiting />;
  }
}
