/** Logs may say anything; AWS has some ten thousand operations. */
const MOST = 30_000;

/** Works out something for each service and operation once: of how many kinds calls are is little beside how many. */
export function perOperation<T>(make: (service: string, name: string) => T): typeof make {
  const services = new Map<string, Map<string, T>>();
  let count = 0;
  return (service, name) => {
    const operations = services.get(service) ?? new Map<string, T>();
    const known = operations.get(name);
    if (known !== undefined) return known;
    const made = make(service, name);
    if (count < MOST) {
      services.set(service, operations.set(name, made));
      count += 1;
    }
    return made;
  };
}
