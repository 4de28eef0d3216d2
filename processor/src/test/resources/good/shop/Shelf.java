package shop;

import io.fluxrecord.ActiveRecord;
import io.fluxrecord.annotation.Embedded;
import io.fluxrecord.annotation.Id;
import io.fluxrecord.annotation.UnknownAs;

public class Shelf {

    public static class Item extends ActiveRecord<Item> {

        @Id
        int id;

        @Embedded
        Size size;

        @Embedded
        private Size box;

        Size getBox() {
            return box;
        }

        void setBox(Size box) {
            this.box = box;
        }
    }

    record Size(int width, Double depth, Byte layers, @UnknownAs("CM") Unit unit) {}

    enum Unit {
        CM,
        INCH
    }
}
