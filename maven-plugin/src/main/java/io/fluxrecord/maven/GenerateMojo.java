package io.fluxrecord.maven;

import io.fluxrecord.catalog.Catalog;
import io.fluxrecord.error.ConfigurationException;
import io.fluxrecord.generate.GeneratedModels;
import io.fluxrecord.generate.LiveDatabase;
import io.fluxrecord.generate.ModelGenerator;
import io.fluxrecord.generate.SourceFolder;
import io.fluxrecord.generate.TableSelection;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Read the catalog of a database and write a model for each table and view. The dialect of the database is a dependency
 * of the plug-in.
 *
 * @since 0.1
 */
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class GenerateMojo extends AbstractMojo {

    private static final String PASSWORD = "FLUXRECORD_PASSWORD";

    /** The R2DBC URL of the database: {@code r2dbc:postgresql://localhost/shop}. */
    @Parameter(property = "fluxrecord.url")
    @Nullable
    String url;

    /** The user of the database, where the URL names none. */
    @Parameter(property = "fluxrecord.username")
    @Nullable
    String username;

    /**
     * The password of the user; by default that of the environment variable {@code FLUXRECORD_PASSWORD}, else of the
     * URL.
     */
    @Parameter(property = "fluxrecord.password")
    @Nullable
    String password;

    /** The schema, as the database spells it; by default the one that a connection finds first. */
    @Parameter(property = "fluxrecord.schema")
    @Nullable
    String schema;

    /**
     * Names of tables and views, in which {@code *} stands for any characters and {@code ?} for one; by default all.
     */
    @Parameter(property = "fluxrecord.includes")
    List<String> includes = List.of();

    /** Names of tables and views to leave out of those, written in the same way. */
    @Parameter(property = "fluxrecord.excludes")
    List<String> excludes = List.of();

    /** The package of the models. */
    @Parameter(property = "fluxrecord.packageName", required = true)
    String packageName = "";

    /** The folder of sources, in which that of the package is made. It becomes one of those that are compiled. */
    @Parameter(
            property = "fluxrecord.outputDirectory",
            defaultValue = "${project.build.directory}/generated-sources/fluxrecord",
            required = true)
    @Nullable
    File outputDirectory;

    /** The encoding of the sources; UTF-8 where the project tells none. */
    @Parameter(property = "encoding", defaultValue = "${project.build.sourceEncoding}")
    @Nullable
    String encoding;

    /** Do nothing. What was generated earlier into {@code outputDirectory} is compiled all the same. */
    @Parameter(property = "fluxrecord.skip", defaultValue = "false")
    boolean skip;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    @Nullable
    MavenProject project;

    Function<String, @Nullable String> environment = System::getenv;

    /** Make the goal; Maven calls this. */
    public GenerateMojo() {}

    @Override
    public void execute() throws MojoExecutionException {
        Path sources = Objects.requireNonNull(outputDirectory).toPath();
        if (skip) {
            getLog().info("No models are generated: fluxrecord.skip is set.");
        } else {
            generate(new SourceFolder(sources, packageName, charset()));
        }
        Objects.requireNonNull(project).addCompileSourceRoot(sources.toString());
    }

    private void generate(SourceFolder folder) throws MojoExecutionException {
        LiveDatabase database = database();
        ModelGenerator generator = generator(database);
        TableSelection selection = new TableSelection(schema, includes, excludes);
        GeneratedModels models = generator.generate(catalog(database, selection), selection);
        models.remarks().forEach(getLog()::warn);
        if (models.files().isEmpty()) {
            throw new MojoExecutionException("No table or view of " + database + " is selected by " + selection
                    + ": there is no such schema or name, case counts, or the user of the database may not see it");
        }
        try {
            write(models, folder);
        } catch (IOException e) {
            throw new MojoExecutionException("The models could not be written: " + e, e);
        }
    }

    private Charset charset() throws MojoExecutionException {
        try {
            return encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
        } catch (IllegalArgumentException e) {
            throw new MojoExecutionException("The encoding: there is none of the name " + encoding, e);
        }
    }

    private LiveDatabase database() throws MojoExecutionException {
        if (url == null) {
            throw new MojoExecutionException("The url of the database is missing: say which one it is in the"
                    + " <configuration> of fluxrecord-maven-plugin, or with -Dfluxrecord.url=r2dbc:…");
        }
        try {
            return LiveDatabase.of(url, username, password == null ? environment.apply(PASSWORD) : password);
        } catch (ConfigurationException e) {
            throw new MojoExecutionException(
                    e.getMessage()
                            + ". In the pom.xml, the module of the dialect (fluxrecord-postgresql, fluxrecord-mariadb or"
                            + " fluxrecord-h2) belongs into the <dependencies> of fluxrecord-maven-plugin",
                    e);
        } catch (IllegalArgumentException e) {
            throw new MojoExecutionException("The url of the database: " + e.getMessage(), e);
        }
    }

    private ModelGenerator generator(LiveDatabase database) throws MojoExecutionException {
        try {
            return new ModelGenerator(database.dialect(), packageName);
        } catch (IllegalArgumentException e) {
            throw new MojoExecutionException("The packageName: " + e.getMessage(), e);
        }
    }

    /** A goal is done when it returns, so that it waits here. */
    private Catalog catalog(LiveDatabase database, TableSelection selection) throws MojoExecutionException {
        try {
            return Objects.requireNonNull(database.read(selection).block());
        } catch (RuntimeException e) {
            throw new MojoExecutionException("The catalog of " + database + " could not be read: " + e.getMessage(), e);
        }
    }

    private void write(GeneratedModels models, SourceFolder folder) throws IOException, MojoExecutionException {
        List<Path> foreign = folder.foreign(models.files());
        if (!foreign.isEmpty()) {
            throw new MojoExecutionException("Nothing was written, since these files were not generated, or have been"
                    + " taken over by removing their first line; exclude their tables, or move them away:\n"
                    + foreign.stream().map(Path::toString).collect(Collectors.joining("\n")));
        }
        int written = folder.write(models.files());
        getLog().info(models.files().size() + " models and enums, of which " + written + " have changed.");
        folder.left(models.files())
                .forEach(path -> getLog().warn(path + " was generated earlier, and nothing that is selected is its"
                        + " origin now; delete it if it is of no use"));
    }
}
