// The addresses of the pages beside one page of a list, for whoever walks through it (RFC 8288).
import type { PageFigures } from "./open-data-question";

export function pageLinks(
  address: string,
  { page_number, total_pages, first_page, last_page }: PageFigures,
): Readonly<Record<string, string>> {
  const at = (page: number): string => {
    const url = new URL(address);
    url.searchParams.set("page", String(page));
    return `${url.pathname}${url.search}`;
  };
  return {
    first: at(1),
    ...(first_page || total_pages === 0 ? {} : { prev: at(Math.min(page_number - 1, total_pages)) }),
    ...(last_page ? {} : { next: at(page_number + 1) }),
    ...(total_pages > 0 ? { last: at(total_pages) } : {}),
  };
}
