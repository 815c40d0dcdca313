import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useState } from "react";
import { flushSync } from "react-dom";

/** The colours maps and their legends are drawn in: the screen's, and always the light ones on paper. */
export function useMapScheme(): "light" | "dark" {
  const scheme = useComputedColorScheme("light");
  const [isOnPaper, setOnPaper] = useState(false);
  useEffect(() => {
    const begin = () => flushSync(() => setOnPaper(true));
    const end = () => setOnPaper(false);
    window.addEventListener("beforeprint", begin);
    window.addEventListener("afterprint", end);
    return () => {
      window.removeEventListener("beforeprint", begin);
      window.removeEventListener("afterprint", end);
    };
  }, []);
  return isOnPaper ? "light" : scheme;
}
