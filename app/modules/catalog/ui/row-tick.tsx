import { CheckIcon, Checkbox } from "@mantine/core";
import type { ComponentProps } from "react";
import ticks from "./tick.module.css";

const { inner = "", input = "", icon = "" } = Checkbox.classes as Readonly<Record<string, string>>;

/** The checkbox of a line in plain elements: a page has one a line, and is put together on the request thread. */
export function RowTick(props: ComponentProps<"input">) {
  return (
    <div className={`${ticks.tick} ${ticks.plain}`}>
      <div className={inner}>
        <input type="checkbox" className={input} {...props} />
        <CheckIcon className={icon} />
      </div>
    </div>
  );
}
