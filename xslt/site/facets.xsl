<?xml version="1.0" encoding="UTF-8"?>
<!--
  What js/facets.js makes a list choosable with: a form, a line of tools, an entry, with all their words. It stands in a
  <template>, which nobody sees without script.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:str="http://exslt.org/strings"
    exclude-result-prefixes="str">

  <!-- $only: the one quality that all documents of this list have, such as type=letter; $order: how the list stands; $now: the edition is so small that all is loaded at once -->
  <xsl:template name="facets">
    <xsl:param name="only"/>
    <xsl:param name="order" select="'date'"/>
    <xsl:param name="now"/>
    <template id="facets" data-root="{$root}" data-only="{$only}" data-order="{$order}"
        data-between="{$t/between} % {$t/and} %" data-after="{$t/not-before} %" data-before="{$t/not-after} %"
        data-illegible="{$t/day-illegible}" data-mark="{$t/day-mark}" data-months="{$month-names}" data-undated="{$t/undated}" data-untitled="{$t/untitled}"
        data-count="{$t/of-documents}" data-nothing="{$t/nothing-fits}" data-none="{$t/no-document-of}" data-nearest="{$t/nearest}"
        data-remove="{$t/remove}" data-translation="{$t/translation}" data-notes="{$t/has-notes}" data-gaps="{$t/damaged}" data-address="{$t/address}">
      <xsl:if test="$now"><xsl:attribute name="data-now">1</xsl:attribute></xsl:if>
      <form class="facets" aria-label="{$t/narrow}">
        <fieldset>
          <legend><xsl:value-of select="$t/facet[@n = 'years']"/></legend>
          <label><xsl:value-of select="$t/since"/><xsl:text> </xsl:text><input type="number" name="since" inputmode="numeric"/></label>
          <label><xsl:value-of select="$t/until"/><xsl:text> </xsl:text><input type="number" name="until" inputmode="numeric"/></label>
          <input type="range" name="since" aria-label="{$t/facet[@n = 'years']}: {$t/since}"/>
          <input type="range" name="until" aria-label="{$t/facet[@n = 'years']}: {$t/until}"/>
        </fieldset>
        <xsl:apply-templates select="$t/facet[@n != 'years']" mode="facet"/>
        <button type="button" class="tally"><span></span> · <b><xsl:value-of select="$t/show"/></b></button>
      </form>
      <div class="found">
        <p class="sum" role="status"></p>
        <ul class="chips"></ul>
        <div class="tools">
          <label><xsl:value-of select="$t/sort"/><xsl:text> </xsl:text>
            <select name="sort"><xsl:apply-templates select="$t/sorted"/></select>
          </label>
          <span><button type="button" data-view=""><xsl:value-of select="$t/as-list"/></button><button type="button" data-view="table"><xsl:value-of select="$t/as-table"/></button></span>
          <span><xsl:value-of select="$t/selection-as"/><xsl:text> </xsl:text><button type="button" data-format="csv">CSV</button><button type="button" data-format="ris">RIS</button></span>
        </div>
        <div class="results">
          <ul class="entries"></ul>
          <div class="scroll" tabindex="0" role="region" aria-label="{$t/as-table}">
            <table>
              <thead><tr><xsl:apply-templates select="$t/column" mode="head"/></tr></thead>
              <tbody></tbody>
            </table>
          </div>
        </div>
        <button type="button" class="more"><xsl:value-of select="$t/more"/></button>
      </div>
      <li class="entry">
        <p class="when"></p>
        <div><p class="genre"></p><h3><a></a></h3>
          <p class="parties"><span></span><span class="to"><span class="arrow" aria-hidden="true"> → </span><span class="sr"><xsl:value-of select="concat(' ', $t/from-to, ' ')"/></span><span></span></span><span class="at"></span></p>
          <p class="about"></p><p class="marks"></p></div>
      </li>
      <button type="button" class="clear"><xsl:value-of select="$t/clear"/></button>
      <button type="button" class="choose"><xsl:value-of select="$t/choose-many"/></button>
    </template>
  </xsl:template>

  <xsl:template match="facet" mode="facet">
    <details data-facet="{@n}">
      <xsl:if test="@n = 'type'"><xsl:attribute name="open"></xsl:attribute></xsl:if>
      <summary><xsl:value-of select="."/></summary>
      <input type="search" hidden="" autocomplete="off" aria-label="{str:replace($t/find-in, '%', string(.))}" placeholder="{str:replace($t/find-in, '%', string(.))}"/>
      <ul></ul>
      <xsl:choose>
        <xsl:when test="@n = 'type'"><xsl:apply-templates select="$t/genre" mode="datum"/></xsl:when>
        <xsl:when test="@n = 'language'"><xsl:apply-templates select="$t/language-name" mode="datum"/></xsl:when>
        <xsl:when test="@n = 'text'"><xsl:apply-templates select="$t/quality" mode="datum"/></xsl:when>
      </xsl:choose>
    </details>
  </xsl:template>

  <!-- the orders of the box are those of the heads, each up and down -->
  <xsl:template match="sorted"><option value="{@n}"><xsl:value-of select="."/></option></xsl:template>
  <xsl:template match="column" mode="head"><th data-sort="{@n}"><button type="button"><xsl:value-of select="."/></button></th></xsl:template>

  <xsl:template match="*" mode="datum"><data value="{@n}"><xsl:value-of select="."/></data></xsl:template>
</xsl:stylesheet>
