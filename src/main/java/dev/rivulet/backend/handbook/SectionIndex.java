package dev.rivulet.backend.handbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.CombinedFieldQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;

/**
 * Finds the sections that speak of a question, by BM25 over their headings, sample questions and texts, kept in memory.
 *
 * <p>A bare BM25 score can't be compared between questions: a long one scores higher than a short one. So a hit's score is divided by the
 * most that any section could reach for this question, which is the sum of its words' weights (their inverse document frequencies: BM25
 * lets a word count at most that, however often it appears). The result says how much of the question, weighted by how telling its
 * words are, the section speaks of: from 0 to 1. Words that no page holds weigh most.
 *
 * <p>A section that has a sample question with just the question's words is meant more likely than one that merely holds them too, among
 * many others. So the likeness of the most similar sample question, also from 0 to 1, has a share in the fit.
 *
 * <p>Immutable once built; may be searched from any thread.
 */
final class SectionIndex {
    /** A section and how well it fits, from 0 to 1. */
    record Hit(Section section, double fit) {}

    /** BM25's k1 and b. Chosen, like the fields' weights, on the questions marked {@code tune} in the tests' {@code questions.tsv}. */
    private static final float SATURATION = 1.2f;

    private static final float LENGTH = 0.4f;

    /** How much the sample question that is most like the question counts against the BM25 score. */
    private static final double SAMPLES_SHARE = 0.4;

    private static final int CANDIDATES = 20;

    private static final String HEADING = "heading";
    private static final String QUESTIONS = "questions";
    private static final String TITLE = "title";
    private static final String TEXT = "text";

    /** Lucene announces there that it runs without an incubating module, which nobody here has to know. Kept, so that the level is. */
    private static final Logger VECTOR_HINT =
            Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

    static {
        VECTOR_HINT.setLevel(Level.SEVERE);
    }

    private final Words words;
    private final List<Section> sections;
    private final IndexSearcher searcher;
    private final List<List<Sample>> samples;

    private SectionIndex(Words words, List<Section> sections, IndexReader reader) {
        this.words = words;
        this.sections = sections;
        this.searcher = new IndexSearcher(reader);
        searcher.setSimilarity(new BM25Similarity(SATURATION, LENGTH));
        this.samples = sections.stream()
                .map(section -> section.questions().stream().map(this::sample).toList())
                .toList();
    }

    /** Builds an index; blocks for some tens of milliseconds. */
    static SectionIndex of(List<Section> sections, Words words) {
        ByteBuffersDirectory directory = new ByteBuffersDirectory();
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(words))) {
            for (Section section : sections) {
                Document document = new Document();
                document.add(new TextField(TITLE, section.title(), Field.Store.NO));
                document.add(new TextField(HEADING, section.heading(), Field.Store.NO));
                document.add(new TextField(QUESTIONS, String.join("\n", section.questions()), Field.Store.NO));
                document.add(new TextField(TEXT, section.text(), Field.Store.NO));
                writer.addDocument(document);
            }
            // One segment keeps documents numbered in the order in which they were added.
            writer.forceMerge(1);
            writer.commit();
            return new SectionIndex(words, List.copyOf(sections), DirectoryReader.open(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Section> sections() {
        return sections;
    }

    /** The best sections, the best first; none where no word fits. Takes about a millisecond once warm. */
    List<Hit> search(String question, int atMost) {
        Sample asked = sample(question);
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        asked.weights.keySet().forEach(stem -> query.add(anywhere(stem), BooleanClause.Occur.SHOULD));
        try {
            return Arrays.stream(searcher.search(query.build(), CANDIDATES).scoreDocs)
                    .map(found -> hit(found, asked))
                    .sorted(Comparator.comparingDouble(Hit::fit).reversed())
                    .limit(atMost)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Hit hit(ScoreDoc found, Sample asked) {
        double likeness = samples.get(found.doc).stream()
                .mapToDouble(asked::likeness)
                .max()
                .orElse(0);
        double fit = (1 - SAMPLES_SHARE) * found.score / asked.total + SAMPLES_SHARE * likeness;
        return new Hit(sections.get(found.doc), Math.min(1, fit));
    }

    private Sample sample(String question) {
        Map<String, Double> weights = new HashMap<>();
        words.stems(question).forEach(stem -> weights.put(stem, weight(stem)));
        return new Sample(
                weights, weights.values().stream().mapToDouble(each -> each).sum());
    }

    /** A question as its stems and their weights. */
    private record Sample(Map<String, Double> weights, double total) {
        /** How much two questions have in common, by weight: 1 for the same words, 0 for none. */
        double likeness(Sample other) {
            double common = 0;
            for (Map.Entry<String, Double> each : weights.entrySet()) {
                common += other.weights.containsKey(each.getKey()) ? each.getValue() : 0;
            }
            return common == 0 ? 0 : 2 * common / (total + other.total);
        }
    }

    private static CombinedFieldQuery anywhere(String stem) {
        return new CombinedFieldQuery.Builder(new BytesRef(stem))
                .addField(HEADING, 3)
                .addField(QUESTIONS, 3)
                .addField(TITLE, 2)
                .addField(TEXT, 1)
                .build();
    }

    /** The word's inverse document frequency as BM25 has it; a word that no section holds weighs most. */
    private double weight(String stem) {
        try {
            int frequency = 0;
            for (String field : List.of(HEADING, QUESTIONS, TITLE, TEXT)) {
                frequency = Math.max(frequency, searcher.getIndexReader().docFreq(new Term(field, stem)));
            }
            return Math.log1p((sections.size() - frequency + 0.5) / (frequency + 0.5));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
