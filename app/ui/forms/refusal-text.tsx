import { Text, type TextProps } from "@mantine/core";
import type { ReactNode } from "react";

interface RefusalTextProps extends Pick<TextProps, "size"> {
  /** nothing was refused: nothing stands here */
  readonly children: ReactNode;
}

/** What was refused and what to do about it, beside what was asked; it is read out when it appears. */
export const RefusalText = ({ size, children }: RefusalTextProps) =>
  children ? (
    <Text role="alert" c="var(--mantine-color-error)" size={size}>
      {children}
    </Text>
  ) : null;
