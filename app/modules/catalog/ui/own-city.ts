import { useSearchParams } from "@remix-run/react";

/** Where a form of this page is sent: the page's own address with the page's own city, whatever another tab looks at by then. */
export function useActionInCity(cityCode: string): string {
  const [address] = useSearchParams();
  const own = new URLSearchParams(address);
  own.set("city", cityCode);
  own.delete("index");
  return `?${own.toString()}`;
}
