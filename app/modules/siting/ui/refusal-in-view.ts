import { useEffect } from "react";

/** Why a form was refused stands at the head of a long page: whoever pressed a button further down is brought there. */
export function useRefusalInView(answer: unknown) {
  useEffect(() => {
    if (answer) document.querySelector("main [role=alert]")?.scrollIntoView({ block: "center" });
  }, [answer]);
}
