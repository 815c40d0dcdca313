import { PDFiumLibrary } from "@hyzyla/pdfium";

/** A part of a tagged PDF as another program reads it. */
export interface TaggedPart {
  readonly type: string;
  readonly alt: string;
  readonly parts: readonly TaggedPart[];
}

type Text = (element: number, into: number, bytes: number) => number;
/** PDFium's own functions, which the library keeps to itself. */
interface Pdfium {
  readonly HEAPU8: Uint8Array;
  readonly _malloc: (bytes: number) => number;
  readonly _free: (at: number) => void;
  readonly _FPDFCatalog_IsTagged: (document: number) => number;
  readonly _FPDF_StructTree_GetForPage: (page: number) => number;
  readonly _FPDF_StructTree_Close: (tree: number) => void;
  readonly _FPDF_StructTree_CountChildren: (tree: number) => number;
  readonly _FPDF_StructTree_GetChildAtIndex: (tree: number, at: number) => number;
  readonly _FPDF_StructElement_CountChildren: (element: number) => number;
  readonly _FPDF_StructElement_GetChildAtIndex: (element: number, at: number) => number;
  readonly _FPDF_StructElement_GetType: Text;
  readonly _FPDF_StructElement_GetAltText: Text;
}

/** The structure of every page, by PDFium: no code of ours reads it. */
export async function taggedPages(
  pdf: Uint8Array,
): Promise<{ readonly isTagged: boolean; readonly pages: readonly TaggedPart[][] }> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  const { module: pdfium } = library as unknown as { readonly module: Pdfium };
  const { documentIdx } = document as unknown as { readonly documentIdx: number };
  const textOf = (read: Text, element: number): string => {
    const bytes = read(element, 0, 0);
    if (bytes <= 2) return "";
    const at = pdfium._malloc(bytes);
    read(element, at, bytes);
    const text = Buffer.from(pdfium.HEAPU8.slice(at, at + bytes - 2)).toString("utf16le");
    pdfium._free(at);
    return text;
  };
  const part = (element: number): TaggedPart => ({
    type: textOf(pdfium._FPDF_StructElement_GetType, element),
    alt: textOf(pdfium._FPDF_StructElement_GetAltText, element),
    parts: children(element, pdfium._FPDF_StructElement_CountChildren, pdfium._FPDF_StructElement_GetChildAtIndex),
  });
  const children = (of: number, count: (of: number) => number, child: (of: number, at: number) => number): TaggedPart[] =>
    Array.from({ length: Math.max(0, count(of)) }, (_, at) => child(of, at))
      .filter((element) => element !== 0)
      .map(part);
  const pages = [...document.pages()].map((page) => {
    const tree = pdfium._FPDF_StructTree_GetForPage((page as unknown as { readonly pageIdx: number }).pageIdx);
    const read = children(tree, pdfium._FPDF_StructTree_CountChildren, pdfium._FPDF_StructTree_GetChildAtIndex);
    pdfium._FPDF_StructTree_Close(tree);
    return read;
  });
  const isTagged = pdfium._FPDFCatalog_IsTagged(documentIdx) === 1;
  document.destroy();
  library.destroy();
  return { isTagged, pages };
}
