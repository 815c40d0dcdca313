import { useOutletContext } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CareLine } from "~/modules/visits/ui/care/care-choices";
import type { Care } from "~/modules/visits/ui/care/care-context";
import { CareLeave } from "~/modules/visits/ui/care/care-leave";
import { CareOutbox, IsFileSaved } from "~/modules/visits/ui/care/care-outbox";
import { useScreenTitle } from "~/modules/visits/ui/care/use-phone";

/** Opens while the list is locked too: what waits is sealed, and whoever holds the phone may send it. */
export default function CareOutboxPage() {
  const { phone, list, outbox } = useOutletContext<Care>();
  const { t } = useTranslation("care");
  const [isBusy, setBusy] = useState(false);
  const [told, tell] = useState<string | null>(null);
  const [isSavedAsked, askSaved] = useState(false);
  useScreenTitle(`${t("tabs.outbox")} · ${t("brand")}`);
  const timeZone = list?.city.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  async function busy(work: () => Promise<string | null>) {
    if (isBusy) return;
    setBusy(true);
    tell(await work().catch(() => t("outbox.failed")));
    setBusy(false);
  }
  async function exported() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await phone.exported());
    link.download = `${t("outbox.fileName")}-${new Date(phone.now()).toISOString().slice(0, 16).replace(/[:T]/g, "-")}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    askSaved(outbox.items.some(({ copy }) => copy === "none"));
    return t("outbox.exported");
  }
  return (
    <>
      <div role="status">{told && <CareLine>{told}</CareLine>}</div>
      {isSavedAsked && (
        <IsFileSaved
          onAnswer={(isSaved) => {
            askSaved(false);
            void busy(async () => (isSaved ? (await phone.handedOver(), t("outbox.fileSaved")) : t("outbox.fileNotSaved")));
          }}
        />
      )}
      <CareOutbox
        {...{ outbox, timeZone, isBusy }}
        onSend={() => void busy(async () => (await phone.sendNow(), null))}
        onExport={() => void busy(exported)}
        onImport={(file) =>
          void busy(async () => {
            const { added, already } = await phone.importExport(file);
            return t("outbox.imported", { added, already });
          })
        }
        onTryAgain={(id) => void busy(async () => (await phone.tryAgain(id), null))}
        onGiveUp={(id) => void busy(async () => t((await phone.giveUp(id)) ? "outbox.gaveUp" : "outbox.notRefused"))}
      />
      <CareLeave
        isOpen={list !== null}
        inFileOnly={outbox.items.filter(({ copy, state }) => state === "refused" && copy === "file").length}
        onLock={() => void phone.lock()}
        onSignOut={() => phone.signOut()}
        onReset={() => phone.reset()}
      />
    </>
  );
}
