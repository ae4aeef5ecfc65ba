/** Asked of any object by the language and by promises, not by programs. */
const ASKED_BY_THE_LANGUAGE = new Set(['then', 'toJSON', 'constructor']);

/**
 * An object whose missing members are errors: a program that uses more of Electron than the
 * stand-in knows must fail, not run on with `undefined`.
 */
export function strict<T extends object>(name: string, target: T): T {
  const refuse = (key: string | symbol): never => {
    throw new Error(`electron stand-in: ${name}.${String(key)} is not known here`);
  };
  return new Proxy(target, {
    get(object, key) {
      if (!(key in object) && typeof key === 'string' && !ASKED_BY_THE_LANGUAGE.has(key)) {
        return refuse(key);
      }
      const value: unknown = Reflect.get(object, key, object);
      const isMethod = typeof value === 'function' && !isClass(value);
      return isMethod ? value.bind(object) : value;
    },
    set(object, key, value) {
      if (!(key in object)) return refuse(key);
      return Reflect.set(object, key, value, object);
    },
  });
}

const isClass = (value: object): boolean =>
  /^class\b/.test(Function.prototype.toString.call(value));
