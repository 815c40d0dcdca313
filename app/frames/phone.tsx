import { Outlet } from "@remix-run/react";
import { ErrorScreen } from "~/ui/layout/error-screen";
import { PhoneFrame } from "~/ui/layout/phone-frame";

/** The frame of a caregiver's pages, which open without a network. */
export default function Phone() {
  return (
    <PhoneFrame>
      <Outlet />
    </PhoneFrame>
  );
}

export function ErrorBoundary() {
  return (
    <PhoneFrame>
      <ErrorScreen home="/care" />
    </PhoneFrame>
  );
}
