package io.summarizer.architecture;

import io.summarizer.Summarizer;
import io.summarizer.data.Dataset;
import io.summarizer.rouge.Rouge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The modules that users depend on, as they were compiled. */
final class Modules {
  /** One class of each. */
  private static final List<Class<?>> MEMBERS =
      List.of(Rouge.class, Dataset.class, Summarizer.class);

  private Modules() {}

  static List<ModuleReference> all() {
    return MEMBERS.stream().map(Modules::of).toList();
  }

  private static ModuleReference of(Class<?> member) {
    try {
      Path place = Path.of(member.getProtectionDomain().getCodeSource().getLocation().toURI());
      return ModuleFinder.of(place).findAll().iterator().next();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** The packages that a module exports to everybody, sorted. */
  static List<String> exports(ModuleReference module) {
    return module.descriptor().exports().stream()
        .filter(export -> !export.isQualified())
        .map(ModuleDescriptor.Exports::source)
        .sorted()
        .toList();
  }

  /** The types of a package that users can name, nested ones too, sorted. */
  static List<Class<?>> publicTypes(ModuleReference module, String packageName) {
    String folder = packageName.replace('.', '/') + "/";
    try (ModuleReader reader = module.open();
        Stream<String> files = reader.list()) {
      TreeSet<String> names = new TreeSet<>();
      files
          .filter(file -> file.startsWith(folder) && file.endsWith(".class"))
          .filter(file -> file.indexOf('/', folder.length()) < 0)
          .map(file -> file.substring(folder.length(), file.length() - ".class".length()))
          .filter(name -> !name.equals("package-info"))
          .forEach(names::add);
      return names.stream()
          .<Class<?>>map(name -> load(packageName + "." + name))
          .filter(Modules::isVisible)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, Modules.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isVisible(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return !type.isAnonymousClass()
        && !type.isLocalClass()
        && Modifier.isPublic(type.getModifiers())
        && (outer == null || isVisible(outer));
  }
}
