import { Outlet } from "@remix-run/react";
import { ComputingStrip } from "~/modules/coverage/ui/computing-strip";
import { AlarmStrip } from "~/modules/visits/ui/alarm-strip";
import { ErrorScreen } from "~/ui/layout/error-screen";
import { useFrame } from "~/ui/layout/frame";
import { Shell } from "~/ui/layout/shell";

/** The frame of the house: its header, and what rings or is being computed. */
export default function StaffFrame() {
  const frame = useFrame();
  if (!frame) return <Outlet />;
  return (
    <Shell {...frame}>
      {frame.actor && frame.city && <AlarmStrip cityCode={frame.city.code} mayBeTold={frame.mayBeTold} />}
      <ComputingStrip />
      <Outlet />
    </Shell>
  );
}

export function ErrorBoundary() {
  const frame = useFrame();
  if (!frame) return <ErrorScreen />;
  return (
    <Shell {...frame}>
      <ErrorScreen />
    </Shell>
  );
}
