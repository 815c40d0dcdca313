import { useSubmit } from "@remix-run/react";
import { useEffect } from "react";

/** A link's secret stands behind the address's «#»: it is handed over once, and taken off, also where the page was open already. */
export function useLinkInAddress(): void {
  const submit = useSubmit();
  useEffect(() => {
    const handOver = () => {
      const secret = window.location.hash.slice(1);
      if (!secret || secret.length < 12) return;
      window.history.replaceState(window.history.state, "", window.location.pathname);
      submit({ intent: "open", secret }, { method: "post" });
    };
    handOver();
    window.addEventListener("hashchange", handOver);
    return () => window.removeEventListener("hashchange", handOver);
  }, [submit]);
}
