import { Outlet } from "@remix-run/react";
import { chosenPin } from "~/modules/accounts/domain/pin";
import { PinPad } from "~/modules/accounts/ui/pin-pad";
import { CareShell, CareWaiting } from "~/modules/visits/ui/care/care-frame";
import { CareGate } from "~/modules/visits/ui/care/care-gate";
import { useCarePhone } from "~/offline/use-care-phone";
import { ClientOnly } from "~/ui/layout/client-only";

export const handle = { title: "care:title" };

const isTrivialPin = (pin: string): boolean => !chosenPin(pin, "").ok;

/** The phone's frame. The server sends the same page for every address below, and nothing of anybody: the phone fills it in. */
export default function CarePage() {
  const { door, outbox, phone } = useCarePhone();
  return (
    <CareShell>
      <ClientOnly fallback={<CareWaiting />}>
        {() => (
          <CareGate
            {...{ door, outbox }}
            phone={phone()}
            pinField={(props) => <PinPad {...props} />}
            isTrivialPin={isTrivialPin}
            screen={(care) => <Outlet context={care} />}
          />
        )}
      </ClientOnly>
    </CareShell>
  );
}
