package io.fluxrecord.processor;

import com.palantir.javapoet.ClassName;
import io.fluxrecord.processor.plan.ModelPlan;
import io.fluxrecord.processor.plan.ProjectionPlan;
import io.fluxrecord.processor.read.AnnotationRules;
import io.fluxrecord.processor.read.ModelReader;
import io.fluxrecord.processor.read.ProjectionReader;
import io.fluxrecord.processor.read.Symbols;
import io.fluxrecord.processor.read.WellFormedness;
import io.fluxrecord.processor.report.CompileError;
import io.fluxrecord.processor.report.Problems;
import io.fluxrecord.processor.report.Reporter;
import io.fluxrecord.processor.write.ModelWriter;
import io.fluxrecord.processor.write.ProjectionWriter;
import io.fluxrecord.processor.write.ServiceFile;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/**
 * Generates, for every class that extends {@link io.fluxrecord.ActiveRecord}, the class that maps it to its table and
 * offers its properties to queries: {@code Product_} beside {@code Product}. A model needs no annotation, so all
 * classes are looked at; {@code -proc:none} or leaving this artifact off the processor path turns it off.
 *
 * <p>Mistakes in a model are errors on the element to change. Their codes, {@code FLX001} and so on, are explained in
 * {@code docs/guide/compile-errors.md}.
 *
 * <p>Works beside Lombok, before or after it: models are read when it has changed them.
 *
 * <p>Claims no annotations, so other processors see them too. Incremental: it rereads the list of models that earlier
 * runs have written, and Gradle may treat it as aggregating.
 *
 * @since 0.1
 */
public final class ModelProcessor extends AbstractProcessor {

    private final Models models = new Models();
    private final Set<String> deferred = new TreeSet<>();
    private @Nullable Reporter reporter;
    private boolean first = true;

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        reporter = new Reporter(environment.getMessager());
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        Symbols symbols = new Symbols(processingEnv, models::isSource);
        boolean failed = round.processingOver() && round.errorRaised();
        if (symbols.hasFluxrecord() && !failed) {
            Collection<TypeElement> types = types(round, symbols);
            if (Lombok.isAtWork(annotations)) {
                types.forEach(this::defer);
            } else {
                processTypes(types, symbols);
            }
        }
        if (round.processingOver() && !failed) {
            writeServices(symbols);
        }
        return false;
    }

    private void defer(TypeElement type) {
        deferred.add(type.getQualifiedName().toString());
    }

    /** Return the types of a round and those that wait since an earlier one, in the order of their names. */
    private Collection<TypeElement> types(RoundEnvironment round, Symbols symbols) {
        Map<String, TypeElement> types = new TreeMap<>();
        Set<TypeElement> roots = new LinkedHashSet<>(ElementFilter.typesIn(round.getRootElements()));
        if (first && roots.isEmpty() && Lombok.isThere(processingEnv)) {
            Lombok.claimable(processingEnv)
                    .ifPresentOrElse(roots::addAll, () -> reporter().report(CompileError.PROCESSOR_ORDER));
        }
        first = false;
        for (TypeElement type : roots) {
            models.source(type);
            reporter().source(type);
            collect(type, types);
        }
        for (String name : deferred) {
            TypeElement type = symbols.find(name);
            if (type != null) {
                types.put(name, type);
            }
        }
        deferred.clear();
        return types.values();
    }

    private static void collect(TypeElement type, Map<String, TypeElement> types) {
        types.put(type.getQualifiedName().toString(), type);
        ElementFilter.typesIn(type.getEnclosedElements()).forEach(nested -> collect(nested, types));
    }

    private void processTypes(Collection<TypeElement> types, Symbols symbols) {
        WellFormedness wellFormedness = new WellFormedness();
        AnnotationRules rules = new AnnotationRules(symbols);
        ModelReader reader = new ModelReader(symbols);
        ProjectionReader projections = new ProjectionReader(symbols);
        for (TypeElement type : types) {
            if (!wellFormedness.holds(type)) {
                defer(type);
                continue;
            }
            reporter().report(rules.check(type), type);
            ClassName generated = reader.generatedName(type);
            models.seen(generated);
            if (projections.isProjection(type)) {
                processProjection(type, generated, projections);
            }
            if (reader.isModel(type)) {
                processModel(type, generated, reader);
            }
        }
    }

    private void processModel(TypeElement model, ClassName generated, ModelReader reader) {
        Problems problems = new Problems();
        Optional<ModelPlan> plan = reader.read(model, problems);
        models.claim(generated, model)
                .ifPresent(owner ->
                        problems.add(CompileError.NAME_COLLISION, model, model.getQualifiedName(), generated, owner));
        if (plan.isPresent() && problems.isEmpty()) {
            write(plan.get(), problems);
        }
        reporter().report(problems, model);
    }

    private void processProjection(TypeElement type, ClassName generated, ProjectionReader reader) {
        Problems problems = new Problems();
        Optional<ProjectionPlan> plan = reader.read(type, generated, problems);
        models.claim(generated, type)
                .ifPresent(owner ->
                        problems.add(CompileError.NAME_COLLISION, type, type.getQualifiedName(), generated, owner));
        if (plan.isPresent() && problems.isEmpty()) {
            write(type, generated, problems, () -> ProjectionWriter.write(plan.get(), processingEnv.getFiler()));
        }
        reporter().report(problems, type);
    }

    private void write(ModelPlan plan, Problems problems) {
        write(plan.origin(), plan.generated(), problems, () -> {
            ModelWriter.write(plan, processingEnv.getFiler());
            models.generated(plan);
        });
    }

    /** Something that is written. */
    private interface Output {
        void write() throws IOException;
    }

    private static void write(TypeElement origin, ClassName generated, Problems problems, Output output) {
        try {
            output.write();
        } catch (FilerException e) {
            problems.add(CompileError.NAME_COLLISION, origin, origin.getQualifiedName(), generated, "another class");
        } catch (IOException e) {
            problems.add(CompileError.UNWRITABLE, origin, generated, e);
        }
    }

    private void writeServices(Symbols symbols) {
        try {
            new ServiceFile(processingEnv.getFiler())
                    .write(
                            models.services(),
                            name -> symbols.find(name.replace('$', '.')) != null,
                            models::isGone,
                            models.origins());
        } catch (IOException e) {
            reporter().report(CompileError.UNWRITABLE, "The list of models", e);
        }
    }

    private Reporter reporter() {
        return Objects.requireNonNull(reporter, "init() has not been called");
    }
}
