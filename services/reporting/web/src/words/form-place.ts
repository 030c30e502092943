/** Which paper form a place is on, and where: a form locator of the UB-04 ("FL 67") or a box of the CMS-1500 ("24J"). */
export function formPlace(formBox: string): { form: 'UB-04' | 'CMS-1500'; place: string } {
  return formBox.startsWith('FL ') ? { form: 'UB-04', place: formBox } : { form: 'CMS-1500', place: `box ${formBox}` };
}
